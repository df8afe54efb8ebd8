// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.List;
import java.util.SequencedMap;

/**
 * Gradient descent: d = g + decay * w, v = momentum * v + (1 - dampening) * d, w = w - rate * v;
 * with Nesterov's momentum w = w - rate * (d + momentum * v). At the first step v = d. PyTorch's
 * form.
 *
 * <p>Source: Sutskever, Martens, Dahl and Hinton 2013, "On the importance of initialization and
 * momentum in deep learning", section 2.
 *
 * @param rate per step, above 0
 * @param momentum 0 (none) to below 1
 * @param dampening 0 (none) to below 1; 0 without momentum
 * @param nesterov whether to step from where momentum leads; needs momentum without dampening
 * @param weightDecay 0 (none) or more
 */
public record Sgd(
    double rate, double momentum, double dampening, boolean nesterov, double weightDecay)
    implements Optimizer {

  private static final int STEP_RATE = 0;
  private static final int MOMENTUM = 1;
  private static final int SHARE = 2;
  private static final int DECAY = 3;

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left, or Nesterov's momentum is dampened or there is none
   */
  public Sgd {
    Ranges.positive(Options.RATE, rate);
    Ranges.fraction(Options.MOMENTUM, momentum);
    Ranges.fraction(Options.DAMPENING, dampening);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new ArgumentException(
          "nesterov: momentum is "
              + momentum
              + ", dampening is "
              + dampening
              + "; needs momentum above 0, no dampening");
    }
    if (dampening != 0 && momentum == 0) {
      throw new ArgumentException(
          "dampening: " + dampening + " with momentum 0; needs momentum above 0");
    }
  }

  /** Without momentum. */
  public static Sgd rate(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  /** The same with another momentum. */
  public Sgd withMomentum(double value) {
    return new Sgd(rate, value, dampening, nesterov, weightDecay);
  }

  /** The same with another dampening of the gradient. */
  public Sgd withDampening(double value) {
    return new Sgd(rate, momentum, value, nesterov, weightDecay);
  }

  /** The same with Nesterov's momentum. */
  public Sgd withNesterov() {
    return new Sgd(rate, momentum, dampening, true, weightDecay);
  }

  @Override
  public Sgd withWeightDecay(double value) {
    return new Sgd(rate, momentum, dampening, nesterov, value);
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public SequencedMap<String, Double> options() {
    return Options.of(Options.RATE, rate)
        .and(Options.MOMENTUM, momentum)
        .and(Options.DAMPENING, dampening)
        .and(Options.NESTEROV, nesterov)
        .and(Options.WEIGHT_DECAY, weightDecay)
        .all();
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  @Override
  public Update rule() {
    Inputs in = new Inputs(slots().size());
    Expr gradient = weightDecay == 0 ? in.gradient() : in.gradientWithDecay(DECAY);
    Expr rate = in.number(STEP_RATE);
    if (momentum == 0) {
      return Update.of("sgd", in.weight().minus(rate.times(gradient)));
    }
    Expr kept = in.number(MOMENTUM).times(in.slot(0));
    Expr velocity = kept.plus(dampening == 0 ? gradient : in.number(SHARE).times(gradient));
    Expr direction = nesterov ? gradient.plus(in.number(MOMENTUM).times(velocity)) : velocity;
    return Update.of("sgd", in.weight().minus(rate.times(direction)), velocity);
  }

  @Override
  public double[] numbers() {
    return new double[] {0, momentum, 1, weightDecay};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[STEP_RATE] = rate;
    numbers[SHARE] = step == 1 ? 1 : 1 - dampening;
  }
}
