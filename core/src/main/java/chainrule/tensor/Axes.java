// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.IndexException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Axes as users name them, made into ascending numbers from the front. */
final class Axes {

  private Axes() {}

  /** Every axis. */
  static List<Integer> all(Operations self) {
    return IntStream.range(0, shape(self).rank()).boxed().toList();
  }

  /** The axes named, each at most once. */
  static List<Integer> some(Operations self, String operation, int... axes) {
    Shape shape = shape(self);
    List<Integer> sorted =
        Arrays.stream(axes).map(axis -> shape.axis(axis, operation)).sorted().boxed().toList();
    if (sorted.stream().distinct().count() != sorted.size()) {
      throw new IndexException(
          operation
              + ": axes "
              + Arrays.toString(axes)
              + " of shape "
              + shape
              + " name one axis twice; needs each at most once");
    }
    return sorted;
  }

  /** The axes named; every axis if none is. */
  static List<Integer> someOrAll(Operations self, String operation, int... axes) {
    return axes.length == 0 ? all(self) : some(self, operation, axes);
  }

  private static Shape shape(Operations self) {
    return ((Tensor) self).shape();
  }
}
