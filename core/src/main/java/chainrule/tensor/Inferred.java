// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import java.util.Arrays;

/** Sizes of which one may be left open as -1. */
final class Inferred {

  private Inferred() {}

  /** A shape of as many elements as another. */
  static Shape shape(String name, Shape from, long[] sizes) {
    long[] result = sizes.clone();
    int open = -1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == -1) {
        if (open >= 0) {
          throw new ShapeException(
              name + ": " + Arrays.toString(sizes) + " leaves two sizes open; at most one is -1");
        }
        open = axis;
        result[axis] = 1;
      }
    }
    if (open >= 0) {
      long known = Named.method(name, () -> Shape.of(result).count());
      if (known == 0 || from.count() % known != 0) {
        throw new ShapeException(
            name
                + ": "
                + from
                + " has "
                + from.count()
                + " elements; "
                + Arrays.toString(sizes)
                + " cannot hold them");
      }
      result[open] = from.count() / known;
    }
    return Named.method(name, () -> Shape.of(result));
  }

  /** A shape that another stretches to: -1 keeps the size of that axis. */
  static Shape stretched(Shape from, long[] sizes) {
    long[] result = sizes.clone();
    int lead = sizes.length - from.rank();
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == -1) {
        if (axis < lead) {
          throw new ShapeException(
              "expand: "
                  + Arrays.toString(sizes)
                  + " keeps axis "
                  + axis
                  + ", which "
                  + from
                  + " does not have; name its size");
        }
        result[axis] = from.size(axis - lead);
      }
    }
    return Named.method("expand", () -> Shape.of(result));
  }

  /** Where a new axis goes, counted from the front; -1 is behind all. */
  static int newAxis(String name, int axis, Shape shape) {
    int rank = shape.rank();
    if (axis < -rank - 1 || axis > rank) {
      throw new IndexException(
          name
              + ": new axis "
              + axis
              + " for shape "
              + shape
              + "; needs "
              + (-rank - 1)
              + " to "
              + rank);
    }
    return axis < 0 ? axis + rank + 1 : axis;
  }
}
