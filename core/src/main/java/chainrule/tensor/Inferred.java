// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import java.util.Arrays;

/** Sizes of which one may be left open as -1. */
final class Inferred {

  private Inferred() {}

  static Shape shape(Shape from, long[] sizes) {
    long[] result = sizes.clone();
    int open = -1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == -1) {
        if (open >= 0) {
          throw new ShapeException(
              "reshape: " + Arrays.toString(sizes) + " leaves two sizes open; at most one is -1");
        }
        open = axis;
        result[axis] = 1;
      }
    }
    if (open >= 0) {
      long known = Shape.of(result).count();
      if (known == 0 || from.count() % known != 0) {
        throw new ShapeException(
            "reshape: "
                + from
                + " has "
                + from.count()
                + " elements; "
                + Arrays.toString(sizes)
                + " cannot hold them");
      }
      result[open] = from.count() / known;
    }
    return Shape.of(result);
  }
}
