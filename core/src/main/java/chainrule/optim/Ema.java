// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.error.ArgumentException;
import chainrule.tensor.Update;

/**
 * A moving average of the parameters, of use in the place of the last ones: after step t it is the
 * mean of the parameters after steps i = 1 to t, weighted by decay^(t - i). It is moved by e = e +
 * (1 - decay) / (1 - decay^t) * (w - e), so it depends on no start; PyTorch's begins with a copy
 * and moves by 1 - decay.
 *
 * <p>Source: Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging",
 * doi:10.1137/0330046 (decay 1); the correction as in Kingma and Ba 2015, arXiv 1412.6980, section
 * 3.
 *
 * @param decay 0 (the last parameters alone) to 1 (the plain mean of all steps)
 */
public record Ema(double decay) {

  /** Moves the average. */
  static final Update RULE = Update.of("ema", a.plus(c.times(b.minus(a))));

  /**
   * Checks the range.
   *
   * @throws ArgumentException if it is left
   */
  public Ema {
    if (!(decay >= 0) || decay > 1) {
      throw new ArgumentException("ema: decay is " + decay + "; needs 0 to 1");
    }
  }

  /**
   * The weight of the parameters after a step in the average then.
   *
   * @param step 1 for the first
   */
  double share(long step) {
    if (step == 1) {
      return 1;
    }
    return decay == 1
        ? 1 / (double) step
        : (1 - decay) / (1 - StrictMath.pow(decay, (double) step));
  }
}
