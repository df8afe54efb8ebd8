// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** One library doing one piece of work, made ready: weights, data and result buffers exist. */
public interface Contender {

  /** Called before each round, outside of its time: a place to choose a number of threads. */
  default void begin() {}

  /** Does the work once. */
  void run();

  /** Does the work so often; what is timed. */
  default void repeat(long times) {
    for (long i = 0; i < times; i++) {
      run();
    }
  }

  /**
   * Does the work, before any round, and gives a number on which all who do the same work agree but
   * for rounding: the sum of a result, or the loss after some steps.
   */
  double check();

  /** A contender whose work gives a value; the value is kept, so that no compiler leaves it out. */
  static <T> Contender of(Supplier<T> work, ToDoubleFunction<T> check) {
    return new Contender() {
      @SuppressWarnings("unused")
      private volatile T last = work.get();

      @Override
      public void run() {
        last = work.get();
      }

      @Override
      public double check() {
        return check.applyAsDouble(work.get());
      }
    };
  }

  /** A contender that writes into memory of its own. */
  static Contender of(Runnable work, Supplier<Double> check) {
    return new Contender() {
      @Override
      public void run() {
        work.run();
      }

      @Override
      public double check() {
        work.run();
        return check.get();
      }
    };
  }
}
