// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.ArgumentException;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;

/**
 * In training each element is set to 0 with a probability, and those that stay are divided by the
 * probability to stay; in use, and at rate 0, x passes as it is. Draws by {@link Training#key()}.
 *
 * <p>Shapes: any.
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout", JMLR 15 (2014).
 *
 * @param rate the probability to be set to 0, from 0 to 1
 */
public record Dropout(double rate) implements Layer {

  /**
   * Checks the rate.
   *
   * @throws ArgumentException if it is not within 0 to 1
   */
  public Dropout {
    if (!(rate >= 0 && rate <= 1)) {
      throw new ArgumentException("dropout: rate " + rate + "; needs 0 to 1");
    }
  }

  /** A layer that drops with this probability. */
  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  /**
   * The layer itself.
   *
   * @throws chainrule.error.StateException in a training that has no keys to draw by
   */
  @Override
  public Tensor forward(Tensor x) {
    return rate > 0 && Context.current().training() ? x.dropout(rate, Training.key()) : x;
  }

  @Override
  public String label() {
    return "Dropout(" + rate + ")";
  }
}
