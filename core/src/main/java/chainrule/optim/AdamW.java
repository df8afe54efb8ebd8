// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;

/**
 * Adam with decoupled weight decay: w = (1 - rate * decay) w, then the step of {@link Adam} for the
 * gradient alone; PyTorch's form. The rate of the step, with its schedule, is in the decay too.
 *
 * <p>Source: Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2.
 *
 * @param rate per step, above 0
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon 0 or more
 * @param weightDecay 0 (none) or more
 * @param amsgrad whether steps never grow because gradients become small
 */
public record AdamW(
    double rate, double beta1, double beta2, double epsilon, double weightDecay, boolean amsgrad)
    implements AdamFamily {

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public AdamW {
    Ranges.positive(Options.RATE, rate);
    Ranges.fraction(Options.BETA1, beta1);
    Ranges.fraction(Options.BETA2, beta2);
    Ranges.notNegative(Options.EPSILON, epsilon);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
  }

  /** With beta1 0.9, beta2 0.999, epsilon 1e-8 and weight decay 0.01. */
  public static AdamW rate(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, false);
  }

  /** The same with other shares of the past. */
  public AdamW withBetas(double first, double second) {
    return new AdamW(rate, first, second, epsilon, weightDecay, amsgrad);
  }

  /** The same with another epsilon. */
  public AdamW withEpsilon(double value) {
    return new AdamW(rate, beta1, beta2, value, weightDecay, amsgrad);
  }

  @Override
  public AdamW withWeightDecay(double value) {
    return new AdamW(rate, beta1, beta2, epsilon, value, amsgrad);
  }

  /** The same with the largest variance so far. */
  public AdamW withAmsgrad() {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public String name() {
    return "adamw";
  }
}
