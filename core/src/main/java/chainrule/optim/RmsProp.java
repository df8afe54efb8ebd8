// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * RMSProp: s = alpha * s + (1 - alpha) * g^2, d = g / (sqrt(s) + epsilon), v = momentum * v + d, w
 * = w - rate * v; with weight decay g is g + decay * w. Centered, the mean m = alpha * m + (1 -
 * alpha) * g is left out of the spread: sqrt(s - m^2), 0 where rounding makes that negative.
 * PyTorch's form.
 *
 * <p>Source: Hinton 2012, "Neural networks for machine learning", lecture 6e; centered: Graves
 * 2013, arXiv 1308.0850, eq. 38 to 41.
 *
 * @param rate per step, above 0
 * @param alpha the share of the past, 0 to below 1
 * @param epsilon 0 or more
 * @param momentum 0 (none) to below 1
 * @param centered whether to divide by the deviation
 * @param weightDecay 0 (none) or more
 */
public record RmsProp(
    double rate,
    double alpha,
    double epsilon,
    double momentum,
    boolean centered,
    double weightDecay)
    implements Optimizer {

  private static final int ALPHA = 0;
  private static final int REST = 1;
  private static final int STEP_RATE = 2;
  private static final int EPSILON = 3;
  private static final int MOMENTUM = 4;
  private static final int DECAY = 5;

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public RmsProp {
    Ranges.positive(Options.RATE, rate);
    Ranges.fraction(Options.ALPHA, alpha);
    Ranges.notNegative(Options.EPSILON, epsilon);
    Ranges.fraction(Options.MOMENTUM, momentum);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
  }

  /** With alpha 0.99, epsilon 1e-8, no momentum, not centered. */
  public static RmsProp rate(double rate) {
    return new RmsProp(rate, 0.99, 1e-8, 0, false, 0);
  }

  /** The same with another share of the past. */
  public RmsProp withAlpha(double value) {
    return new RmsProp(rate, value, epsilon, momentum, centered, weightDecay);
  }

  /** The same with another epsilon. */
  public RmsProp withEpsilon(double value) {
    return new RmsProp(rate, alpha, value, momentum, centered, weightDecay);
  }

  /** The same with another momentum. */
  public RmsProp withMomentum(double value) {
    return new RmsProp(rate, alpha, epsilon, value, centered, weightDecay);
  }

  /** The same, divided by the deviation. */
  public RmsProp withCentering() {
    return new RmsProp(rate, alpha, epsilon, momentum, true, weightDecay);
  }

  @Override
  public RmsProp withWeightDecay(double value) {
    return new RmsProp(rate, alpha, epsilon, momentum, centered, value);
  }

  @Override
  public String name() {
    return "rmsprop";
  }

  @Override
  public SequencedMap<String, Double> options() {
    return Options.of(Options.RATE, rate)
        .and(Options.ALPHA, alpha)
        .and(Options.EPSILON, epsilon)
        .and(Options.MOMENTUM, momentum)
        .and(Options.CENTERED, centered)
        .and(Options.WEIGHT_DECAY, weightDecay)
        .all();
  }

  @Override
  public List<String> slots() {
    List<String> slots = new ArrayList<>(List.of("squares"));
    if (centered) {
      slots.add("mean");
    }
    if (momentum != 0) {
      slots.add("momentum");
    }
    return List.copyOf(slots);
  }

  @Override
  public Update rule() {
    List<String> slots = slots();
    Inputs in = new Inputs(slots.size());
    Expr gradient = weightDecay == 0 ? in.gradient() : in.gradientWithDecay(DECAY);
    Expr squares =
        in.number(ALPHA).times(in.slot(0)).plus(in.number(REST).times(gradient).times(gradient));
    List<Expr> kept = new ArrayList<>(List.of(squares));
    Expr square = squares;
    if (centered) {
      Expr mean = in.moved(kept.size(), ALPHA, REST, gradient);
      square = Expr.of(Code.MAXIMUM, squares.minus(mean.times(mean)), Expr.of(0));
      kept.add(mean);
    }
    Expr direction = gradient.over(Inputs.root(square).plus(in.number(EPSILON)));
    if (momentum != 0) {
      direction = in.number(MOMENTUM).times(in.slot(kept.size())).plus(direction);
      kept.add(direction);
    }
    kept.addFirst(in.weight().minus(in.number(STEP_RATE).times(direction)));
    return Update.of("rmsprop", kept.toArray(Expr[]::new));
  }

  @Override
  public double[] numbers() {
    return new double[] {alpha, 1 - alpha, 0, epsilon, momentum, weightDecay};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[STEP_RATE] = rate;
  }
}
