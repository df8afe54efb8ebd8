// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * How windows slide, one number for each space axis.
 *
 * @param stride from one window to the next
 * @param before zeros before the first element
 * @param after zeros after the last element; fewer than none leaves elements out
 * @param dilation from one element under a window to the next
 */
record Steps(List<Long> stride, List<Long> before, List<Long> after, List<Long> dilation) {

  /** Far above any size that fits an array; products of two do not overflow. */
  static final long MOST = Integer.MAX_VALUE;

  /**
   * One number in range for each axis.
   *
   * @throws ArgumentException if there are others
   */
  void check(String name, int axes) {
    check(name, "stride", stride, axes, 1);
    check(name, "padding", before, axes, 0);
    check(name, "padding", after, axes, -MOST);
    check(name, "dilation", dilation, axes, 1);
  }

  private static void check(String name, String what, List<Long> numbers, int axes, long least) {
    if (numbers.size() != axes || numbers.stream().anyMatch(each -> each < least || each > MOST)) {
      throw new ArgumentException(
          name
              + ": "
              + what
              + " "
              + numbers
              + " for "
              + axes
              + " space axes; needs "
              + least
              + " to "
              + MOST
              + " for each");
    }
  }

  /** The same padded after the end just as far as the last window of a grid reaches. */
  Steps exact(Grid grid) {
    List<Long> last = new ArrayList<>();
    for (int axis = 0; axis < grid.axes(); axis++) {
      last.add(
          (grid.output()[axis] - 1) * grid.stride()[axis]
              + grid.extent(axis)
              - grid.before()[axis]
              - grid.input()[axis]);
    }
    return new Steps(stride, before, List.copyOf(last), dilation);
  }

  /**
   * The sizes that a transposed convolution gives, with a number of channels.
   *
   * @throws ShapeException if nothing would be left
   */
  Shape spread(String name, Spec x, Shape weight, long channels) {
    check(name, weight.rank() - 2);
    Grid.checkWindow(name, weight.part(2, weight.rank()));
    long[] windows = Grid.checkedSizes(name, x.shape().part(2, x.shape().rank()));
    long[] sizes = new long[windows.length + 2];
    sizes[0] = x.shape().size(0);
    sizes[1] = channels;
    for (int axis = 0; axis < windows.length; axis++) {
      long covered = dilation.get(axis) * (weight.size(axis + 2) - 1) + 1;
      long reach = (windows[axis] - 1) * stride.get(axis) + covered;
      sizes[axis + 2] = reach - before.get(axis) - after.get(axis);
      if (windows[axis] == 0 || sizes[axis + 2] < 1) {
        throw new ShapeException(
            name
                + ": x is "
                + x
                + ", weight is "
                + x.dtype()
                + weight
                + "; axis "
                + (axis + 2)
                + " of the result would have "
                + (windows[axis] == 0 ? 0 : sizes[axis + 2])
                + " elements; needs 1 or more",
            "use less padding");
      }
    }
    return Shape.of(sizes);
  }
}
