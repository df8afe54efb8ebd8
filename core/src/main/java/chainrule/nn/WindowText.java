// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.Shape;
import chainrule.tensor.Sliding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Windows as labels show them. */
final class WindowText {

  private WindowText() {}

  /** Sizes as in {@code 3x5}. */
  static String of(Shape sizes) {
    return Arrays.stream(sizes.sizes()).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /** What is not as usual, as in {@code , stride 2, padding 1}. */
  static String of(Sliding sliding, List<Long> usualStride) {
    StringBuilder text = new StringBuilder();
    append(text, "stride", sliding.stride(), usualStride);
    if (sliding.isSame()) {
      text.append(", same size");
    } else if (sliding.before().equals(sliding.after())) {
      append(text, "padding", sliding.before(), List.of(0L));
    } else {
      text.append(", padding ").append(sliding.before()).append(" and ").append(sliding.after());
    }
    append(text, "dilation", sliding.dilation(), List.of(1L));
    append(text, "groups", List.of(sliding.groups()), List.of(1L));
    return text.append(sliding.isCeil() ? ", ceil" : "").toString();
  }

  private static void append(
      StringBuilder text, String name, List<Long> numbers, List<Long> usual) {
    if (!numbers.stream().distinct().toList().equals(usual.stream().distinct().toList())) {
      boolean alike = numbers.stream().distinct().count() == 1;
      text.append(", ").append(name).append(' ').append(alike ? numbers.getFirst() : numbers);
    }
  }
}
