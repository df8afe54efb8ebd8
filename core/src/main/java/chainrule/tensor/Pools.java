// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.stream.IntStream;

/** Shape rules of pooling. */
final class Pools {

  private Pools() {}

  static Spec spec(Operand operand) {
    return new Spec(operand.dtype(), operand.shape());
  }

  /** The windows, with padding of at most half of one. */
  static Grid grid(String name, Spec x, Shape window, Steps steps, boolean ceil) {
    Grid grid = Grid.of(name, x, window, steps, ceil);
    checkSpace(name, x);
    for (int axis = 0; axis < grid.axes(); axis++) {
      long most = grid.extent(axis) / 2;
      long after = steps.after().get(axis);
      if (grid.before()[axis] > most || after < 0 || after > most) {
        throw new ArgumentException(
            name
                + ": padding "
                + grid.before()[axis]
                + " + "
                + after
                + " beside windows that cover "
                + grid.extent(axis)
                + " elements of axis "
                + (axis + 2)
                + "; needs 0 to "
                + most
                + " on each side",
            "a window must not lie in the padding alone");
      }
    }
    return grid;
  }

  private static void checkSpace(String name, Spec x) {
    if (x.shape().part(2, x.shape().rank()).count() == 0) {
      throw new ShapeException(
          name + ": x is " + x + "; its space axes are empty, needs at least one element");
    }
  }

  /** Images and channels as they are, then the windows. */
  static Shape shape(Spec x, Grid grid) {
    return x.shape().part(0, 2).concat(grid.places());
  }

  /** Images and channels as they are, then the places asked for. */
  static Shape adaptive(String name, Spec x, Shape places) {
    int axes = places.rank();
    if (axes < 1 || axes > 3 || x.shape().rank() != axes + 2) {
      throw new ShapeException(
          name
              + ": x is "
              + x
              + ", the result is to have "
              + places
              + "; needs x [n, channels, space ..] and one to three sizes for its space axes",
          "give a single image as a batch of one with .reshape(1, ...)");
    }
    checkSpace(name, x);
    for (long size : places.sizes()) {
      if (size < 1 || size > Steps.MOST) {
        throw new ArgumentException(
            name + ": the result is to have " + places + "; needs sizes from 1 to " + Steps.MOST);
      }
    }
    Grid.checkedSizes(name, x.shape().part(2, axes + 2));
    return x.shape().part(0, 2).concat(places);
  }

  /** The elements of each axis that adaptive windows cover. */
  static List<Spans> adaptiveSpans(Shape x, Shape places) {
    return IntStream.range(0, places.rank())
        .mapToObj(axis -> Spans.adaptive(x.size(axis + 2), places.size(axis)))
        .toList();
  }
}
