// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.array.Loop;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.LineTask;
import chainrule.spi.Lines;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Elementwise programs by generated loops of vectors. */
final class VectorElementwise {

  /** Lines of fewer vectors are left to plain loops. */
  private static final int FEWEST = 2;

  private VectorElementwise() {}

  /** Does the work, or returns false without having written anything. */
  static boolean run(Work.Elementwise work, Workers workers) {
    Lines lines = Lines.of(work);
    int lanes = (work.program().dtype() == DType.F32 ? Species.F32 : Species.F64).length();
    if (lines.length() < FEWEST * lanes) {
      return false;
    }
    Optional<VectorLoop> loop = VectorLoops.of(work.program(), lines.accesses());
    boolean ready = loop.isPresent() && loop.get().isReady(lines.count(), lines.isEven());
    if (ready) {
      lines.run(loop.get().loop(), workers);
    }
    return ready;
  }

  /** The work made ready, by plain loops until those of vectors are. */
  static Optional<Task> prepare(Work.Elementwise work, LongAdder done) {
    Lines lines = Lines.of(work);
    int lanes = (work.program().dtype() == DType.F32 ? Species.F32 : Species.F64).length();
    if (lines.length() < FEWEST * lanes || !lines.areFew()) {
      return Optional.empty();
    }
    Loop plain = PlainLoops.of(work.program(), lines.accesses(), lines.length());
    int count = lines.count();
    boolean even = lines.isEven();
    return VectorLoops.of(work.program(), lines.accesses())
        .map(vector -> {
          Supplier<Loop> choice =
              () -> {
                if (vector.isReady(count, even)) {
                  done.increment();
                  return vector.loop();
                }
                return plain;
              };
          return new LineTask(work, lines, choice);
        });
  }
}
