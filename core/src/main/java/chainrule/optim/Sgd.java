// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.array.Expr;
import chainrule.error.ArgumentException;
import chainrule.tensor.Update;
import java.util.List;

/**
 * Gradient descent with momentum: v = momentum * v + g, w = w - rate * v; PyTorch's form.
 *
 * @param rate per step, above 0
 * @param momentum 0 (none) to below 1
 */
public record Sgd(double rate, double momentum) implements Optimizer {

  private static final Update PLAIN = Update.of("sgd", a.minus(c.times(b)));
  private static final Update MOMENTUM = withVelocity();

  /**
   * Checks the ranges.
   *
   * @throws ArgumentException if one is left
   */
  public Sgd {
    Ranges.positive("lr", rate);
    Ranges.fraction("momentum", momentum);
  }

  /** Without momentum. */
  public static Sgd rate(double rate) {
    return new Sgd(rate, 0);
  }

  /** The same with another momentum. */
  public Sgd withMomentum(double value) {
    return new Sgd(rate, value);
  }

  private static Update withVelocity() {
    Expr gradient = c;
    Expr rate = new Expr.Input(3);
    Expr momentum = new Expr.Input(4);
    Expr velocity = momentum.times(b).plus(gradient);
    return Update.of("sgd", a.minus(rate.times(velocity)), velocity);
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  @Override
  public Update rule() {
    return momentum == 0 ? PLAIN : MOMENTUM;
  }

  @Override
  public double[] numbers() {
    return new double[] {0, momentum};
  }

  @Override
  public void advance(double[] numbers, long step, double rate) {
    numbers[0] = rate;
  }
}
