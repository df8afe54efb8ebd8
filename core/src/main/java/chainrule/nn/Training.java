// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.tensor.Context;
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
}
