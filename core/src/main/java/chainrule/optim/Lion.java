// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.List;
import java.util.SequencedMap;

/**
 * Lion: w = w - rate * (sign(beta1 m + (1 - beta1) g) + decay * w), then m = beta2 m + (1 - beta2)
 * g. The sign of zero is zero; every other weight moves by the same amount.
 *
 * <p>Source: Chen et al. 2023, arXiv 2302.06675, algorithm 2.
 *
 * @param rate per step, above 0; about a tenth of Adam's
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param weightDecay 0 (none) or more; decoupled
 */
public record Lion(double rate, double beta1, double beta2, double weightDecay)
    implements Optimizer {

  private static final int BETA1 = 0;
  private static final int REST1 = 1;
  private static final int BETA2 = 2;
  private static final int REST2 = 3;
  private static final int STEP_RATE = 4;
  private static final int DECAY = 5;

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public Lion {
    Ranges.positive(Options.RATE, rate);
    Ranges.fraction(Options.BETA1, beta1);
    Ranges.fraction(Options.BETA2, beta2);
    Ranges.notNegative(Options.WEIGHT_DECAY, weightDecay);
  }

  /** With the paper's beta1 0.9, beta2 0.99; no weight decay. */
  public static Lion rate(double rate) {
    return new Lion(rate, 0.9, 0.99, 0);
  }

  /** The same with other shares of the past. */
  public Lion withBetas(double first, double second) {
    return new Lion(rate, first, second, weightDecay);
  }

  @Override
  public Lion withWeightDecay(double value) {
    return new Lion(rate, beta1, beta2, value);
  }

  @Override
  public String name() {
    return "lion";
  }

  @Override
  public SequencedMap<String, Double> options() {
    return Options.of(Options.RATE, rate)
        .and(Options.BETA1, beta1)
        .and(Options.BETA2, beta2)
        .and(Options.WEIGHT_DECAY, weightDecay)
        .all();
  }

  @Override
  public List<String> slots() {
    return List.of("momentum");
  }

  @Override
  public Update rule() {
    Inputs in = new Inputs(1);
    Expr sign = sign(in.moved(0, BETA1, REST1, in.gradient()));
    Expr direction = weightDecay == 0 ? sign : sign.plus(in.number(DECAY).times(in.weight()));
    return Update.of(
        "lion",
        in.weight().minus(in.number(STEP_RATE).times(direction)),
        in.moved(0, BETA2, REST2, in.gradient()));
  }

  /** 1, -1, or what is neither above nor below 0: a zero or NaN. */
  private static Expr sign(Expr x) {
    Expr negative = Expr.choose(x.less(0), Expr.of(-1), x);
    return Expr.choose(Expr.of(0).less(x), Expr.of(1), negative);
  }

  @Override
  public double[] numbers() {
    return new double[] {beta1, 1 - beta1, beta2, 1 - beta2, 0, weightDecay};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[STEP_RATE] = rate;
  }
}
