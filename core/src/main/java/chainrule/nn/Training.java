// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.StateException;
import chainrule.tensor.Context;
import chainrule.tensor.RandomKey;
import java.util.function.Supplier;

/** The training mode: layers that differ between training and use behave as in training. */
public final class Training {

  private Training() {}

  /**
   * Computes in training mode, with a graph recorded, inside {@code Autograd.noGrad} too. Outside
   * of it layers are in use.
   */
  public static <T> T scope(Supplier<T> body) {
    return Context.current().withTraining(true).call(body);
  }

  /** Runs in training mode, with a graph recorded. */
  public static void scope(Runnable body) {
    Context.current().withTraining(true).run(body);
  }

  /** Begins a step of keys that layers draw by, and computes it in training mode. */
  public static <T> T scope(StepKeys keys, Supplier<T> body) {
    return Context.current().withTraining(true).withKeys(keys.next(0)).call(body);
  }

  /** Begins a step of keys that layers draw by, and runs it in training mode. */
  public static void scope(StepKeys keys, Runnable body) {
    Context.current().withTraining(true).withKeys(keys.next(0)).run(body);
  }

  /**
   * Begins a forward pass of a step that has several, each over some of the samples of the step,
   * and computes it in training mode.
   *
   * @param pass 0 begins a step, 1 and more go on in it
   * @throws chainrule.error.ArgumentException if it is negative, or no step was begun
   */
  public static <T> T scope(StepKeys keys, long pass, Supplier<T> body) {
    return Context.current().withTraining(true).withKeys(keys.next(pass)).call(body);
  }

  /**
   * The key of the next draw of this step, for a layer that draws: {@code x.dropout(rate,
   * Training.key())}.
   *
   * @throws StateException outside of a step that was begun with keys
   */
  public static RandomKey key() {
    return Context.current().keys().next();
  }
}
