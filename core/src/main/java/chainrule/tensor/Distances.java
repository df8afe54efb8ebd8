// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.BlockKernel;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.SumTree;
import java.util.List;
import java.util.Optional;

/** Squared distances from the mean, added by the fixed tree, a row at a time. */
final class Distances {

  private static final Program MEAN = Program.of(DType.F64, a.over(b));
  private static final int CHUNK = 1 << 16;

  private final Operand rows;
  private final double[] means;
  private final int each;

  private Distances(Operand rows, double[] means, int each) {
    this.rows = rows;
    this.means = means;
    this.each = each;
  }

  /** Their mean with the correction, or its root. */
  static Operand of(Deviation op, Operand input, Spec output, boolean root, Context context) {
    List<Integer> axes = op.axes();
    Operand rows = Kernels.contiguous(Folds.rows(input, axes), context);
    Shape kept = Folds.kept(rows, axes);
    Operand means =
        Folds.run(
            new Folds.Steps(Monoid.SUM, Optional.empty(), Optional.of(MEAN)),
            input,
            axes,
            new Spec(DType.F64, kept),
            context);
    Operand result = Operand.allocate(output.dtype(), output.shape());
    long each = Folds.each(rows, kept);
    double freedom = Math.max(0, each - op.correction());
    int results = (int) kept.count();
    Distances distances = new Distances(rows, (double[]) means.array(), (int) each);
    int step = (int) Math.max(1, CHUNK / Math.max(1, each));
    context
        .workers()
        .run(
            Math.ceilDiv(results, step),
            chunk -> {
              long end = Math.min(results, (chunk + 1L) * step);
              Scratch scratch = Scratch.of((int) each);
              for (int row = chunk * step; row < end; row++) {
                double variance = distances.squares(row, scratch) / freedom;
                result.storage().set(row, root ? StrictMath.sqrt(variance) : variance);
              }
            });
    return result;
  }

  /** What the rows of a chunk need one after the other. */
  private record Scratch(double[] blocks, double[] lanes, double[] values) {
    static Scratch of(int each) {
      return new Scratch(
          Memory.doubles(SumTree.blocks(each)),
          new double[BlockKernel.LANES],
          new double[Math.min(each, SumTree.BLOCK)]);
    }
  }

  private double squares(int row, Scratch scratch) {
    if (isConstant(row)) {
      return 0;
    }
    double[] blocks = scratch.blocks;
    for (int block = 0; block < blocks.length; block++) {
      int from = block * SumTree.BLOCK;
      int size = Math.min(SumTree.BLOCK, each - from);
      fill(scratch.values, row * each + from, size, means[row]);
      BlockKernel.plain()
          .rows(Monoid.SUM, scratch.values, 0, 0, 1, size, scratch.lanes, blocks, block);
    }
    return SumTree.pairs(Monoid.SUM, blocks, 0, blocks.length);
  }

  /** Whether all elements are one finite number, from which their rounded mean may differ. */
  private boolean isConstant(int row) {
    int start = (int) rows.view().offset() + row * each;
    double first = each == 0 ? Double.NaN : rows.storage().get(start);
    boolean constant = Math.abs(first) <= Double.MAX_VALUE;
    for (int i = 1; i < each && constant; i++) {
      constant = rows.storage().get(start + i) == first;
    }
    return constant;
  }

  private void fill(double[] scratch, int from, int size, double mean) {
    int start = (int) rows.view().offset() + from;
    if (rows.array() instanceof float[] floats) {
      for (int i = 0; i < size; i++) {
        double distance = floats[start + i] - mean;
        scratch[i] = distance * distance;
      }
    } else {
      double[] doubles = (double[]) rows.array();
      for (int i = 0; i < size; i++) {
        double distance = doubles[start + i] - mean;
        scratch[i] = distance * distance;
      }
    }
  }
}
