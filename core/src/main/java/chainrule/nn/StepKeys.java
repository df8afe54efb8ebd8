// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Context;
import chainrule.tensor.PassKeys;
import chainrule.tensor.RandomKey;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;

/**
 * What the layers of a network draw by while it is trained: other keys in each step, which depend
 * on the seed, the number of the step and the order of the draws in it alone. Compiled functions
 * count the steps too.
 *
 * <pre>{@code
 * var keys = StepKeys.of(Rng.seed(1));
 * var loss = Training.scope(keys, () -> model.apply(x).crossEntropy(y));
 * }</pre>
 *
 * <p>Draw number {@code ordinal} of a step, from 0, has the key {@code
 * rng.child("step").child(step).child(pass).child(ordinal)}, with steps from 1 and forward passes
 * of a step from 0.
 */
public final class StepKeys {

  private final RandomKey key;
  private final double[] step;

  private StepKeys(Rng rng, long steps) {
    key = RandomKey.of(rng.child("step"));
    step = new double[] {steps};
  }

  /** The keys of a training that begins. */
  public static StepKeys of(Rng rng) {
    return of(rng, 0);
  }

  /**
   * The keys of a training of which some steps were taken before.
   *
   * @param steps 0 or more
   * @throws ArgumentException if it is negative
   */
  public static StepKeys of(Rng rng, long steps) {
    if (steps < 0) {
      throw new ArgumentException("keys: " + steps + " steps; needs 0 or more");
    }
    return new StepKeys(rng, steps);
  }

  /** The number of steps begun. */
  public long steps() {
    return (long) step[0];
  }

  /** Begins a forward pass; pass 0 begins a step. */
  PassKeys next(long pass) {
    if (pass == 0) {
      step[0]++;
      Context.current().tracer().before(this, "one set of keys", new Next(this));
    }
    if (pass < 0 || steps() == 0) {
      throw new ArgumentException(
          "keys: pass " + pass + " of step " + steps() + "; needs pass 0 of each step first");
    }
    Tensor now = Tracer.number(DType.I64, step, 0);
    return PassKeys.of(() -> key.child(now).child(pass));
  }

  /** The counting of a step, to be done again before a compiled one. */
  private record Next(StepKeys keys) implements Runnable {
    @Override
    public void run() {
      keys.step[0]++;
    }
  }
}
