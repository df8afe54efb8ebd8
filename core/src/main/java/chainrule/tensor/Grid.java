// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where windows lie: their places, all sizes in elements, one number for each space axis.
 *
 * @param input the sizes of the input without padding
 * @param window the sizes of a window without dilation
 * @param output the number of windows
 */
record Grid(
    long[] input, long[] window, long[] stride, long[] before, long[] dilation, long[] output) {

  /** Longest axis: products of two such numbers do not overflow. */
  private static final long LONGEST = Steps.MOST;

  /**
   * Windows laid over the space axes of an input.
   *
   * @param ceil whether a last window may reach over the end, if it begins before it
   * @throws ShapeException if a window is larger than the padded input
   */
  static Grid of(String name, Spec input, Shape window, Steps steps, boolean ceil) {
    checkRank(name, input, window);
    Shape space = input.shape().part(2, input.shape().rank());
    checkWindow(name, window);
    steps.check(name, window.rank());
    long[] output = new long[window.rank()];
    Grid grid =
        new Grid(
            checkedSizes(name, space),
            window.sizes(),
            array(steps.stride()),
            array(steps.before()),
            array(steps.dilation()),
            output);
    for (int axis = 0; axis < output.length; axis++) {
      long after = steps.after().get(axis);
      long padded = grid.input[axis] + grid.before[axis] + after;
      long free = padded - grid.extent(axis);
      if (free < 0) {
        throw tooLarge(name, input, grid, axis, after);
      }
      output[axis] = free / grid.stride[axis] + 1;
      boolean more = ceil && free % grid.stride[axis] != 0;
      if (more && output[axis] * grid.stride[axis] < grid.input[axis] + grid.before[axis]) {
        output[axis]++;
      }
    }
    return grid;
  }

  private static ShapeException tooLarge(String name, Spec input, Grid grid, int axis, long after) {
    return new ShapeException(
        name
            + ": x is "
            + input
            + "; a window covers "
            + grid.extent(axis)
            + " elements of axis "
            + (axis + 2)
            + ", which has "
            + grid.input[axis]
            + " and padding "
            + grid.before[axis]
            + " + "
            + after,
        "use a smaller window or dilation, or more padding");
  }

  private static void checkRank(String name, Spec input, Shape window) {
    int axes = window.rank();
    if (axes < 1 || axes > 3 || input.shape().rank() != axes + 2) {
      throw new ShapeException(
          name
              + ": x is "
              + input
              + ", windows are "
              + window
              + "; needs x [n, channels, space ..] and windows over one to three space axes",
          "give a single image as a batch of one with .reshape(1, ...)");
    }
  }

  static void checkWindow(String name, Shape window) {
    for (long size : window.sizes()) {
      if (size < 1 || size > LONGEST) {
        throw new ArgumentException(
            name + ": windows are " + window + "; needs sizes from 1 to " + LONGEST);
      }
    }
  }

  /** The sizes, if products of two of them fit a long. */
  static long[] checkedSizes(String name, Shape space) {
    for (long size : space.sizes()) {
      if (size > LONGEST) {
        throw new LimitException(
            name + ": space axes are " + space + "; at most " + LONGEST + " each");
      }
    }
    return space.sizes();
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(number -> number).toArray();
  }

  /** The number of space axes. */
  int axes() {
    return window.length;
  }

  /** How many elements of an axis a window covers, gaps included. */
  long extent(int axis) {
    return dilation[axis] * (window[axis] - 1) + 1;
  }

  /** The number of windows on each axis. */
  Shape places() {
    return Shape.of(output);
  }

  /** The sizes of the input on the space axes. */
  Shape space() {
    return Shape.of(input);
  }

  /** The elements of one axis that lie under the windows there. */
  Spans spans(int axis) {
    int windows = (int) output[axis];
    int step = (int) Math.min(dilation[axis], Math.max(1, input[axis]));
    int[] first = Memory.ints(windows);
    int[] count = Memory.ints(windows);
    for (int place = 0; place < windows; place++) {
      long start = place * stride[axis] - before[axis];
      long skipped = Math.max(0, Math.ceilDiv(-start, dilation[axis]));
      long end = Math.min(window[axis], Math.ceilDiv(input[axis] - start, dilation[axis]));
      first[place] = (int) (start + skipped * dilation[axis]);
      count[place] = (int) Math.max(0, end - skipped);
    }
    return new Spans(first, count, step);
  }

  /** The elements of all axes that lie under the windows. */
  List<Spans> spans() {
    return IntStream.range(0, axes()).mapToObj(this::spans).toList();
  }
}
