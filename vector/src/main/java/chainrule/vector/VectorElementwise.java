// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Loop;
import chainrule.array.jit.PlainLoops;
import chainrule.spi.LineTask;
import chainrule.spi.Lines;
import chainrule.spi.OneLine;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Elementwise programs by generated loops of vectors. */
final class VectorElementwise {

  /** Fewer elements are left to plain loops. */
  private static final int FEWEST = 8;

  /** Elements that a run of a task counts for at least: after 4,000 runs any loop is warmed. */
  private static final int RUN = 1 << 16;

  private VectorElementwise() {}

  /** Does the work, or returns false without having written anything. */
  static boolean run(Work.Elementwise work, Workers workers) {
    if (work.outputs().getFirst().shape().count() < FEWEST) {
      return false;
    }
    Optional<OneLine> line = OneLine.of(work);
    if (line.isPresent()) {
      return run(work, line.get());
    }
    Lines lines = Lines.of(work);
    Optional<VectorLoop> loop = VectorLoops.of(work.program(), lines.accesses(), lines.length());
    boolean ready = loop.isPresent() && loop.get().isReady(lines.count());
    if (ready) {
      lines.run(loop.get().loop(), workers);
    }
    return ready;
  }

  private static boolean run(Work.Elementwise work, OneLine line) {
    Optional<VectorLoop> loop = VectorLoops.of(work.program(), line.accesses(), line.length());
    boolean ready = loop.isPresent() && loop.get().isReady(line.length());
    if (ready) {
      line.run(loop.get().loop());
    }
    return ready;
  }

  /** The work made ready, by plain loops until those of vectors are. */
  static Optional<Task> prepare(Work.Elementwise work, LongAdder done) {
    int count = (int) work.outputs().getFirst().shape().count();
    if (count < FEWEST) {
      return Optional.empty();
    }
    Lines lines = Lines.of(work);
    Loop plain = PlainLoops.of(work.program(), lines.accesses(), lines.length());
    return VectorLoops.of(work.program(), lines.accesses(), lines.length())
        .map(vector -> {
          Supplier<Loop> choice =
              () -> {
                if (vector.isReady(Math.max(count, RUN))) {
                  done.increment();
                  return vector.loop();
                }
                return plain;
              };
          return new LineTask(lines, choice);
        });
  }
}
