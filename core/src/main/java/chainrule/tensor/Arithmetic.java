// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;

/** Sums, products, powers, and what else is made of them. */
public sealed interface Arithmetic extends Elementwise {

  /** a + b. */
  record Add() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "add",
                  "+",
                  Role.DISTRIBUTOR,
                  "Addition hands the upstream gradient unchanged to both inputs.",
                  "加法把回传梯度原样分给两个输入。"),
              a.plus(b))
          .partial(g)
          .partial(g);
    }
  }

  /** a - b. */
  record Sub() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "sub",
                  "-",
                  Role.DISTRIBUTOR,
                  "Subtraction hands the upstream gradient to the first input and its negative to"
                      + " the second.",
                  "减法把回传梯度给第一个输入，取负后给第二个输入。"),
              a.minus(b))
          .partial(g)
          .partial(g.negate());
    }
  }

  /** a * b. */
  record Mul() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "mul",
                  "*",
                  Role.SWITCHER,
                  "Multiplication gives each input the upstream gradient times the other input.",
                  "乘法给每个输入的梯度，等于回传梯度乘以另一个输入。"),
              a.times(b))
          .partial(g.times(b))
          .partial(g.times(a));
    }
  }

  /** a / b. */
  record Div() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "div",
                  "/",
                  Role.SWITCHER,
                  "Division gives the numerator the upstream over the denominator, and the"
                      + " denominator that times minus the quotient.",
                  "除法给分子的梯度是回传梯度除以分母，给分母的再乘以负的商。"),
              a.over(b))
          .partial(g.over(b))
          .partial(g.negate().times(out).over(b));
    }
  }

  /** -a. */
  record Neg() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "neg",
                  "-",
                  Role.SCALER,
                  "Negation turns the sign of the gradient.",
                  "取负把梯度的符号反过来。"),
              a.negate())
          .partial(g.negate());
    }
  }

  /** |a|. */
  record Abs() implements Arithmetic {
    @Override
    public Definition define() {
      Expr notNegative = Expr.choose(Expr.of(0).less(a), g, a.times(0));
      return Definition.of(
              Meaning.of(
                      "abs",
                      "|a|",
                      Role.SCALER,
                      "The absolute value passes the gradient with the sign of its input.",
                      "绝对值让梯度带上输入的符号通过。")
                  .withKink("0 at a = 0"),
              a.then(Code.ABS))
          .partial(Expr.choose(a.less(0), g.negate(), notNegative));
    }
  }

  /** -1, 0 or 1 by the sign of a. */
  record Sign() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sign",
                      "sign",
                      Role.STOPPER,
                      "The sign is flat, so no gradient passes.",
                      "符号函数处处平坦，梯度为零。")
                  .withKink("0 at a = 0"),
              Expr.choose(a.less(0), Expr.of(-1), Expr.choose(Expr.of(0).less(a), Expr.of(1), a)))
          .partial(Expr.of(0));
    }
  }

  /** a * a. */
  record Square() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "square",
                  "a²",
                  Role.SCALER,
                  "The square scales the gradient by twice its input.",
                  "平方把梯度乘以输入的两倍。"),
              a.times(a))
          .partial(g.times(a.times(2)));
    }
  }

  /** The square root of a. */
  record Sqrt() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sqrt",
                      "√",
                      Role.SCALER,
                      "The square root divides the gradient by twice its output.",
                      "平方根把梯度除以输出的两倍。")
                  .withKink("+inf at a = 0 (NaN where the upstream is 0)"),
              a.then(Code.SQRT))
          .partial(g.over(out.times(2)));
    }
  }

  /** 1 / a. */
  record Reciprocal() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "reciprocal",
                  "1/a",
                  Role.SCALER,
                  "The reciprocal scales the gradient by minus its output squared.",
                  "倒数把梯度乘以输出平方的负值。"),
              Expr.of(1).over(a))
          .partial(g.negate().times(out.times(out)));
    }
  }

  /** a to the power b. */
  record Pow() implements Arithmetic {
    @Override
    public Definition define() {
      // With b = 0 no order of derivative may meet 0 * inf: b / a stands for b * a^(b - 1) there.
      Expr below = Expr.choose(b.equal(0), Expr.of(1), b.minus(1));
      Expr flat = g.times(b.over(Expr.choose(a.equal(0), Expr.of(1), a)));
      Expr atZero = Expr.choose(a.equal(0), Expr.of(0), flat);
      Expr base = g.times(b.times(Expr.of(Code.POW, a, below)));
      Expr vanishes = a.equal(0).and(Expr.of(0).lessEqual(b));
      Expr inLog = Expr.choose(vanishes, Expr.of(1), a);
      Expr exponent = g.times(out.times(inLog.then(Code.LOG)));
      return Definition.of(
              Meaning.of(
                      "pow",
                      "^",
                      Role.SCALER,
                      "A power scales the gradient by the exponent times the next lower power.",
                      "幂把梯度乘以指数与低一次幂的积。")
                  .withKink("0 for x^0 at 0, and for the exponent at base 0"),
              Expr.of(Code.POW, a, b))
          .partial(Expr.choose(b.equal(0), atZero, base))
          .partial(Expr.choose(vanishes, Expr.of(0), exponent));
    }
  }

  /** The larger of a and b. */
  record Maximum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "maximum",
                      "max",
                      Role.ROUTER,
                      "The maximum routes the whole gradient to the larger input.",
                      "最大值把梯度全部送给较大的输入。")
                  .withKink("half to each at a tie"),
              Expr.of(Code.MAXIMUM, a, b))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)));
    }
  }

  /** The smaller of a and b. */
  record Minimum() implements Arithmetic {
    @Override
    public Definition define() {
      Expr half = g.times(0.5);
      return Definition.of(
              Meaning.of(
                      "minimum",
                      "min",
                      Role.ROUTER,
                      "The minimum routes the whole gradient to the smaller input.",
                      "最小值把梯度全部送给较小的输入。")
                  .withKink("half to each at a tie"),
              Expr.of(Code.MINIMUM, a, b))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(b.less(a), Expr.of(0), g)))
          .partial(Expr.choose(a.equal(b), half, Expr.choose(a.less(b), Expr.of(0), g)));
    }
  }

  /** a held between two bounds. */
  record Clamp(double low, double high) implements Arithmetic {
    @Override
    public Definition define() {
      Expr outside = a.less(low).or(Expr.of(high).less(a));
      return Definition.of(
              Meaning.of(
                      "clamp",
                      "clamp",
                      Role.ROUTER,
                      "Clamping passes the gradient between the bounds and stops it outside.",
                      "截断在界内放行梯度，在界外拦住梯度。")
                  .withKink("1 at the bounds"),
              Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(low)), Expr.of(high)))
          .partial(Expr.choose(outside, Expr.of(0), g));
    }
  }

  /** a * b + c, rounded once. */
  record Fma() implements Arithmetic {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "fma",
                  "a*b+c",
                  Role.SWITCHER,
                  "The fused product and sum passes the gradient as a product and a sum do.",
                  "融合乘加像乘法和加法那样传递梯度。"),
              a.fma(b, c))
          .partial(g.times(b))
          .partial(g.times(a))
          .partial(g);
    }
  }
}
