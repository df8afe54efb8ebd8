// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.List;
import java.util.SequencedMap;

/**
 * Adagrad: s = s + g^2, w = w - rate * g / (sqrt(s) + epsilon); with weight decay g is g + decay *
 * w. PyTorch's form; a decay of the rate is a {@link Schedule}'s.
 *
 * <p>Source: Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and
 * stochastic optimization", section 1.1.
 *
 * @param rate per step, above 0
 * @param epsilon 0 or more
 * @param weightDecay 0 (none) or more
 */
public record Adagrad(double rate, double epsilon, double weightDecay) implements Optimizer {

  private static final int STEP_RATE = 0;
  private static final int EPSILON = 1;
  private static final int DECAY = 2;

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public Adagrad {
    Ranges.positive(Options.RATE, rate);
    Ranges.notNegative(Options.EPSILON, epsilon);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
  }

  /** With epsilon 1e-10. */
  public static Adagrad rate(double rate) {
    return new Adagrad(rate, 1e-10, 0);
  }

  /** The same with another epsilon. */
  public Adagrad withEpsilon(double value) {
    return new Adagrad(rate, value, weightDecay);
  }

  @Override
  public Adagrad withWeightDecay(double value) {
    return new Adagrad(rate, epsilon, value);
  }

  @Override
  public String name() {
    return "adagrad";
  }

  @Override
  public SequencedMap<String, Double> options() {
    return Options.of(Options.RATE, rate)
        .and(Options.EPSILON, epsilon)
        .and(Options.WEIGHT_DECAY, weightDecay)
        .all();
  }

  @Override
  public List<String> slots() {
    return List.of("squares");
  }

  @Override
  public Update rule() {
    Inputs in = new Inputs(1);
    Expr gradient = weightDecay == 0 ? in.gradient() : in.gradientWithDecay(DECAY);
    Expr squares = in.slot(0).plus(gradient.times(gradient));
    Expr spread = Inputs.root(squares).plus(in.number(EPSILON));
    Expr step = in.number(STEP_RATE).times(gradient.over(spread));
    return Update.of("adagrad", in.weight().minus(step), squares);
  }

  @Override
  public double[] numbers() {
    return new double[] {0, epsilon, weightDecay};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[STEP_RATE] = rate;
  }
}
