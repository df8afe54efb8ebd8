// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;

/**
 * Adam: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w = w - rate / (1 - beta1^t) *
 * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon); PyTorch's form. With weight decay g is g + decay *
 * w; with amsgrad the largest v so far stands in the place of v.
 *
 * <p>Source: Kingma and Ba 2015, arXiv 1412.6980, algorithm 1; amsgrad: Reddi, Kale and Kumar 2018,
 * arXiv 1904.09237, algorithm 2.
 *
 * @param rate per step, above 0
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon 0 or more
 * @param weightDecay 0 (none) or more
 * @param amsgrad whether steps never grow because gradients become small
 */
public record Adam(
    double rate, double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
    implements AdamFamily {

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public Adam {
    Ranges.positive(Options.RATE, rate);
    Ranges.fraction(Options.BETA1, beta1);
    Ranges.fraction(Options.BETA2, beta2);
    Ranges.notNegative(Options.EPSILON, epsilon);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
  }

  /** With the paper's beta1 0.9, beta2 0.999, epsilon 1e-8. */
  public static Adam rate(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
  }

  /** The same with other shares of the past. */
  public Adam withBetas(double first, double second) {
    return new Adam(rate, first, second, epsilon, weightDecay, amsgrad);
  }

  /** The same with another epsilon. */
  public Adam withEpsilon(double value) {
    return new Adam(rate, beta1, beta2, value, weightDecay, amsgrad);
  }

  /** The same with weight decay in the gradient; {@link AdamW} has it outside. */
  @Override
  public Adam withWeightDecay(double value) {
    return new Adam(rate, beta1, beta2, epsilon, value, amsgrad);
  }

  /** The same with the largest variance so far. */
  public Adam withAmsgrad() {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public String name() {
    return "adam";
  }
}
