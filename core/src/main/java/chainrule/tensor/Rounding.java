// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;

/**
 * To integers, and what is left of a number beside them. What rounds is flat between its jumps, so
 * its gradient is 0 everywhere.
 */
public sealed interface Rounding extends Elementwise {

  /** The nearest integer, halves to even. */
  record Round() implements Rounding {
    @Override
    public Definition define() {
      return step("round", "就近取整", "torch.round", a.then(Code.ROUND));
    }
  }

  /** The largest integer not above a. */
  record Floor() implements Rounding {
    @Override
    public Definition define() {
      return step("floor", "向下取整", "torch.floor", a.then(Code.FLOOR));
    }
  }

  /** The smallest integer not below a. */
  record Ceil() implements Rounding {
    @Override
    public Definition define() {
      return step("ceil", "向上取整", "torch.ceil", a.then(Code.CEIL));
    }
  }

  /** a without its fraction. */
  record Trunc() implements Rounding {
    @Override
    public Definition define() {
      return step("trunc", "截尾取整", "torch.trunc", a.then(Code.TRUNCATE));
    }
  }

  /** The nearest number with some decimals, halves to even; for -2 the nearest whole hundred. */
  record RoundTo(int decimals) implements Rounding {
    @Override
    public Definition define() {
      Expr power = Expr.of(StrictMath.pow(10, Math.abs(decimals)));
      Expr scaled = decimals < 0 ? a.over(power) : a.times(power);
      Expr whole = scaled.then(Code.ROUND);
      Expr back = decimals < 0 ? whole.times(power) : whole.over(power);
      // What has no digit to lose stays as it is: its product may overflow.
      Expr exact = scaled.plus(0.25).equal(scaled);
      return step("roundTo", "按位取整", "torch.round", Expr.choose(exact, a, back));
    }
  }

  /** a less its whole part, of the sign of a. */
  record Frac() implements Rounding {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "frac",
                      "frac",
                      Role.SCALER,
                      "A frac gate passes the upstream gradient unchanged: between its jumps it has"
                          + " slope 1.",
                      "取小数门让回传梯度原样通过：在跳变之间它的斜率为一。")
                  .withKink("1 at the jumps", "跳变处取 1")
                  .withTorch("torch.frac"),
              a.minus(a.then(Code.TRUNCATE)))
          .partial(g);
    }
  }

  /** What a division of a by b to a whole quotient, rounded towards 0, leaves: of the sign of a. */
  record Fmod() implements Rounding {
    @Override
    public Definition define() {
      Expr quotient = a.minus(out).over(b).then(Code.ROUND);
      return left("fmod", "截尾取余", "torch.fmod", Expr.of(Code.FMOD, a, b), quotient);
    }
  }

  /** What a division of a by b to a whole quotient, rounded down, leaves: of the sign of b. */
  record Remainder() implements Rounding {
    @Override
    public Definition define() {
      Expr rest = Expr.of(Code.FMOD, a, b);
      Expr value = Expr.choose(isAcross(rest), rest.plus(b), rest);
      return left("remainder", "取余", "torch.remainder", value, wholeQuotient(rest));
    }
  }

  /** The largest integer not above the exact quotient a / b. */
  record FloorDivide() implements Rounding {
    @Override
    public Definition define() {
      Expr value = Expr.choose(b.equal(0), a.over(b), wholeQuotient(Expr.of(Code.FMOD, a, b)));
      Expr rest = Expr.of(Code.FMOD, a, b);
      Expr towardsZero = a.minus(rest).over(b);
      Expr whole = Expr.choose(isAcross(rest), towardsZero.minus(1), towardsZero);
      return step("floorDivide", "整除", "torch.floor_divide", value)
          .partial(Expr.of(0))
          .wholeToo(whole);
    }
  }

  /** Whether the rest of a division towards 0 lies on the other side of 0 than b. */
  private static Expr isAcross(Expr rest) {
    Expr up = Expr.of(0).less(rest).and(b.less(0));
    return up.or(rest.less(0).and(Expr.of(0).less(b)));
  }

  /**
   * The quotient rounded down, from the exact rest: (a - rest) / b is a whole number but for 1 ulp.
   */
  private static Expr wholeQuotient(Expr rest) {
    Expr towardsZero = a.minus(rest).over(b).then(Code.ROUND);
    Expr down = Expr.choose(isAcross(rest), towardsZero.minus(1), towardsZero);
    Expr zero = Expr.of(Code.COPY_SIGN, Expr.of(0), a.over(b));
    return Expr.choose(down.equal(0), zero, down);
  }

  private static Definition left(
      String name, String chinese, String torch, Expr value, Expr quotient) {
    return Definition.of(
            Meaning.of(
                    name,
                    name,
                    Role.SCALER,
                    "A "
                        + name
                        + " gate passes the upstream gradient to its first input, and minus the"
                        + " whole quotient times it to its second.",
                    chinese + "门把回传梯度原样给第一个输入，给第二个的是它乘以整数商的相反数。")
                .withKink("1 and minus the quotient at the jumps too", "跳变处照样取 1 与整数商的相反数")
                .withTorch(torch),
            value)
        .wholeToo()
        .partial(g)
        .partial(g.negate().times(quotient));
  }

  private static Definition step(String name, String chinese, String torch, Expr value) {
    return Definition.of(
            Meaning.of(
                    name,
                    name,
                    Role.STOPPER,
                    "A "
                        + name
                        + " gate is flat between its jumps: its local gradient is 0, so nothing"
                        + " passes.",
                    chinese + "门在跳变之间是平的：局部梯度为零，没有梯度通过。")
                .withKink("0 at the jumps", "跳变处取 0")
                .withTorch(torch),
            value)
        .partial(Expr.of(0));
  }
}
