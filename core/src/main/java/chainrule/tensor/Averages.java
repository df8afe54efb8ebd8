// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.SumTree;
import chainrule.spi.Work;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Means under windows: the sums are one reduction over a view in which windows overlap. */
final class Averages {

  private Averages() {}

  static Operand value(
      Op op, Operand x, Spec output, Grid grid, Function<Grid, double[]> counts, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    if (output.shape().count() == 0) {
      return result;
    }
    if (AverageTask.size(grid) <= SumTree.BLOCK) {
      List<Operand> input = List.of(Kernels.contiguous(x, context));
      AverageTask.Body body = new AverageTask.Body(grid, counts.apply(grid));
      Kernels.run(new Work.Routine(op, input, List.of(result), body), context);
      return result;
    }
    Operand sums = Operand.allocate(DType.F64, output.shape());
    Operand windows = windows(padded(x, grid), grid);
    Kernels.run(
        new Work.Reduce(Monoid.SUM, Optional.empty(), Optional.empty(), windows, sums), context);
    double[] divisors = counts.apply(grid);
    for (int i = 0; i < output.shape().count(); i++) {
      double mean = sums.storage().get(i) / divisors[i % divisors.length];
      result.storage().set(i, output.dtype().round(mean));
    }
    return result;
  }

  /** The input with zeros around it, just as far as the windows reach. */
  private static Operand padded(Operand x, Grid grid) {
    Shape shape = x.shape().part(0, 2);
    for (int axis = 0; axis < grid.axes(); axis++) {
      long reach = (grid.output()[axis] - 1) * grid.stride()[axis] + grid.extent(axis);
      shape = shape.concat(Shape.of(reach));
    }
    Operand result = Operand.allocate(x.dtype(), shape);
    View from = x.view();
    View to = result.view();
    for (int axis = 0; axis < grid.axes(); axis++) {
      long start = grid.before()[axis];
      long count = Math.max(0, Math.min(x.shape().size(axis + 2), shape.size(axis + 2) - start));
      from = from.slice(axis + 2, 0, count, 1);
      to = to.slice(axis + 2, start, count, 1);
    }
    Copies.copy(x.with(from), result.with(to));
    return result;
  }

  /** Axes of images, channels and windows, then those inside a window. */
  private static Operand windows(Operand padded, Grid grid) {
    int axes = grid.axes();
    Shape shape = padded.shape().part(0, 2).concat(grid.places()).concat(Shape.of(grid.window()));
    long[] strides = new long[2 + 2 * axes];
    for (int axis = 0; axis < axes + 2; axis++) {
      long step = padded.view().stride(axis);
      strides[axis] = axis < 2 ? step : step * grid.stride()[axis - 2];
      if (axis >= 2) {
        strides[axis + axes] = step;
      }
    }
    return padded.with(View.of(shape, strides, 0));
  }

  /**
   * What the sum of each window is divided by, row-major.
   *
   * @param after padding after the end; what lies beyond is never counted
   * @param divisor for all of them, if it is not 0
   */
  static double[] counts(Grid grid, List<Long> after, boolean countPadding, long divisor) {
    double[] counts = {1};
    for (int axis = 0; axis < grid.axes() && divisor == 0; axis++) {
      int windows = (int) grid.output()[axis];
      double[] longer = Memory.doubles(counts.length, windows);
      for (int i = 0; i < longer.length; i++) {
        long start = i % windows * grid.stride()[axis] - grid.before()[axis];
        long end = grid.input()[axis] + (countPadding ? after.get(axis) : 0);
        long first = countPadding ? start : Math.max(0, start);
        long last = Math.min(start + grid.window()[axis], end);
        longer[i] = counts[i / windows] * (last - first);
      }
      counts = longer;
    }
    return divisor == 0 ? counts : new double[] {divisor};
  }

  /** Each upstream number over its count, a column with a copy for each place in the window. */
  static Tensor shares(Tensor upstream, Grid grid, double[] counts) {
    long places = grid.places().count();
    double[] all = counts.length == places ? counts : Memory.doubles(places);
    if (counts.length == 1) {
      Arrays.fill(all, counts[0]);
    }
    DType dtype = upstream.dtype();
    Tensor divisors = Tensor.plain(Memory.of(dtype, Shape.of(1, 1, 1, places), all));
    Shape lead = upstream.shape().part(0, 2);
    long inside = Shape.of(grid.window()).count();
    Tensor shares = upstream.reshape(lead.concat(Shape.of(1, places))).over(divisors);
    Shape columns = Shape.of(lead.size(0), Shape.of(lead.size(1), inside).count(), places);
    return shares.expand(lead.concat(Shape.of(inside, places))).reshape(columns);
  }
}
