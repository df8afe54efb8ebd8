// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.error.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sizes in the description of a network, each from 1 to 2147483647. */
final class NetSizes {

  private static final int MOST_LAYERS = 10_000;
  private static final int MOST_AXES = 32;

  private NetSizes() {}

  static Json json(Shape shape) {
    return json(Arrays.stream(shape.sizes()).boxed().toList());
  }

  static Json json(List<Long> numbers) {
    return Json.array(numbers.stream().map(number -> Json.of(number)).toList());
  }

  static List<Json> limited(List<Json> elements) {
    if (elements.size() > MOST_LAYERS) {
      throw new FormatException(
          "chainrule.net: " + elements.size() + " layers; at most " + MOST_LAYERS);
    }
    return elements;
  }

  static long size(long size) {
    return within(size, 1);
  }

  static Shape shape(List<Json> elements) {
    return Shape.of(numbers(elements, 1).stream().mapToLong(size -> size).toArray());
  }

  /** As many numbers as there may be axes, none less than one. */
  static List<Long> numbers(List<Json> elements, long least) {
    if (elements.isEmpty() || elements.size() > MOST_AXES) {
      throw new FormatException(
          "chainrule.net: " + elements.size() + " sizes; needs 1 to " + MOST_AXES);
    }
    List<Long> numbers = new ArrayList<>();
    elements.forEach(element -> numbers.add(within(element.asWhole(), least)));
    return numbers;
  }

  private static long within(long size, long least) {
    if (size < least || size > Integer.MAX_VALUE) {
      throw new FormatException(
          "chainrule.net: size " + size + "; needs " + least + " to 2147483647");
    }
    return size;
  }
}
