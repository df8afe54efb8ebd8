// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.BandTask;
import chainrule.spi.BlockKernel;
import chainrule.spi.Monoid;
import chainrule.spi.Reducer;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Reductions by the fixed tree, sixteen lanes in vectors. */
final class VectorReduce {

  /** Less than that many elements to a result, or in all, is left to plain loops. */
  private static final int FEWEST_REDUCED = 4;

  private static final int FEWEST = 16;

  /** Elements that a run of a task counts for at least. */
  private static final int RUN = 1 << 16;

  /** The elements that are joined to warm up. */
  private static final int ROWS = 35;

  private static final int WIDTH = 37;
  private static final int NARROW = 9;

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
    if (!suits(work) || !WARMUP.isDone(work.input().shape().count())) {
      return false;
    }
    Reducer.run(work, KERNEL, workers);
    return true;
  }

  /** The reduction made ready, by plain loops until the kernels are. */
  static Optional<Task> prepare(Work.Reduce work, LongAdder done) {
    long elements = work.input().shape().count();
    return suits(work)
        ? Optional.of(new Reducer(work, KERNEL, () -> isReady(elements, done)))
        : Optional.empty();
  }

  /** The band made ready, each part by plain loops until its kernels are. */
  static Optional<Task> prepare(Work.Band band, LongAdder done) {
    long elements = band.operands().mapToLong(operand -> operand.shape().count()).max().orElse(0);
    return BandTask.of(band, KERNEL, () -> isReady(elements, done));
  }

  private static boolean isReady(long elements, LongAdder done) {
    boolean ready = WARMUP.isDone(Math.max(RUN, elements));
    if (ready) {
      done.increment();
    }
    return ready;
  }

  private static boolean suits(Work.Reduce work) {
    long elements = work.input().shape().count();
    return work.monoid() != Monoid.PRODUCT
        && work.input().dtype().isFloating()
        && elements >= FEWEST
        && elements / work.output().shape().count() >= FEWEST_REDUCED;
  }

  /** Every kernel once, rows that end within their array and one that ends with it. */
  private static void warm() {
    double[] lanes = new double[BlockKernel.LANES * WIDTH];
    double[] results = new double[WIDTH];
    for (Object array : new Object[] {new float[ROWS * WIDTH], new double[ROWS * WIDTH]}) {
      for (Monoid monoid : Monoid.values()) {
        if (monoid != Monoid.PRODUCT) {
          KERNEL.rows(monoid, array, 0, WIDTH, ROWS, WIDTH, lanes, results, 0);
          KERNEL.rows(monoid, array, 0, NARROW, ROWS, NARROW, lanes, results, 0);
        }
      }
      KERNEL.columns(Monoid.SUM, array, 0, WIDTH, ROWS, WIDTH, lanes, results, 0);
    }
  }
}
