// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.BlockKernel;
import chainrule.spi.Monoid;
import chainrule.spi.Reducer;
import chainrule.spi.Work;
import chainrule.spi.Workers;

/** Reductions by the fixed tree, sixteen lanes in vectors. */
final class VectorReduce {

  /** Less than that many elements to a result, or in all, is left to plain loops. */
  private static final int FEWEST_REDUCED = 16;

  private static final int FEWEST = 512;

  /** Elements: a few hundredths of a second in plain loops. */
  private static final long WORTH = 1 << 26;

  /**
   * Nanoseconds of all kernels over a few hundred elements; cold they take a hundred times that.
   */
  private static final long SLOW = 12_000;

  private static final BlockKernel KERNEL = new VectorBlock();
  private static final Warmup WARMUP =
      new Warmup(VectorReduce::warm, SLOW, Settings.read().warming() ? WORTH : 0);

  private VectorReduce() {}

  /** Does the reduction, or returns false without having written anything. */
  static boolean run(Work.Reduce work, Workers workers) {
    long elements = work.input().shape().count();
    boolean suits =
        work.monoid() != Monoid.PRODUCT
            && work.input().dtype().isFloating()
            && elements >= FEWEST
            && elements / work.output().shape().count() >= FEWEST_REDUCED;
    if (!suits || !WARMUP.isDone(elements)) {
      return false;
    }
    Reducer.run(work, KERNEL, workers);
    return true;
  }

  /** Every kernel once. */
  private static void warm() {
    float[] floats = new float[FEWEST];
    double[] doubles = new double[FEWEST];
    for (Monoid monoid : Monoid.values()) {
      if (monoid != Monoid.PRODUCT) {
        KERNEL.block(monoid, floats, 0, FEWEST);
        KERNEL.block(monoid, doubles, 0, FEWEST);
      }
    }
    int width = 5 * Species.F64.length() + 1;
    double[][] lanes = new double[2][width];
    int rows = FEWEST / width;
    KERNEL.columns(Monoid.SUM, floats, 0, width, rows, lanes);
    KERNEL.columns(Monoid.SUM, doubles, 0, width, rows, lanes);
  }
}
