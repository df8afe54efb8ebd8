// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.spi.Workers;
import chainrule.tensor.Context;

/** Our contenders on a team of their own. */
final class Ours {

  private Ours() {}

  /** A contender whose rounds are split over so many threads. */
  static Contender on(int threads, Contender contender) {
    Context context = Context.current().withWorkers(Workers.of(threads));
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
