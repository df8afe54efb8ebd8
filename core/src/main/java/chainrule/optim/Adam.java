// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.List;

/**
 * Adam: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w = w - rate / (1 - beta1^t) *
 * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
 *
 * <p>Source: Kingma and Ba 2015, arXiv 1412.6980, algorithm 1.
 *
 * @param rate per step, above 0
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon 0 or more
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {

  private static final Update UPDATE = formulas();

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public Adam {
    Ranges.positive("lr", rate);
    Ranges.fraction("beta1", beta1);
    Ranges.fraction("beta2", beta2);
    Ranges.notNegative("epsilon", epsilon);
  }

  /** With the paper's beta1 0.9, beta2 0.999, epsilon 1e-8. */
  public static Adam rate(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  private static Update formulas() {
    Expr gradient = new Expr.Input(3);
    Expr beta1 = new Expr.Input(4);
    Expr rest1 = new Expr.Input(5);
    Expr beta2 = new Expr.Input(6);
    Expr rest2 = new Expr.Input(7);
    Expr size = new Expr.Input(8);
    Expr root = new Expr.Input(9);
    Expr epsilon = new Expr.Input(10);
    Expr mean = beta1.times(b).plus(rest1.times(gradient));
    Expr variance = beta2.times(c).plus(rest2.times(gradient).times(gradient));
    Expr spread = variance.then(Code.SQRT).over(root).plus(epsilon);
    return Update.of("adam", a.minus(size.times(mean.over(spread))), mean, variance);
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public List<String> slots() {
    return List.of("mean", "variance");
  }

  @Override
  public Update rule() {
    return UPDATE;
  }

  @Override
  public double[] numbers() {
    return new double[] {beta1, 1 - beta1, beta2, 1 - beta2, 0, 0, epsilon};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[4] = rate / (1 - StrictMath.pow(beta1, (double) step));
    numbers[5] = Math.sqrt(1 - StrictMath.pow(beta2, (double) step));
  }
}
