// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import java.util.function.Supplier;

/** Our contenders on a team of their own. */
final class Ours {

  private Ours() {}

  /** A contender whose rounds are split over so many threads. */
  static Contender on(int threads, Contender contender) {
    return on(threads, () -> contender);
  }

  /** A contender that is made, and whose rounds are split, for so many threads. */
  static Contender on(int threads, Supplier<Contender> made) {
    Context context = Context.current().withWorkers(Workers.of(threads));
    Contender contender = context.call(made);
    return new Contender() {
      @Override
      public void run() {
        context.run(contender::run);
      }

      @Override
      public void repeat(long times) {
        context.run(() -> contender.repeat(times));
      }

      @Override
      public double check() {
        return context.call(contender::check);
      }
    };
  }
}
