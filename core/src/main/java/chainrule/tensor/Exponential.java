// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;

/** Exponentials, logarithms, and the functions of angles. */
public sealed interface Exponential extends Elementwise {

  /** e^a. */
  record Exp() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "exp",
                  "exp",
                  Role.SCALER,
                  "The exponential scales the gradient by its own output.",
                  "指数函数把梯度乘以它自己的输出。"),
              a.then(Code.EXP))
          .partial(g.times(out));
    }
  }

  /** e^a - 1. */
  record Expm1() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "expm1",
                  "expm1",
                  Role.SCALER,
                  "It scales the gradient by its output plus 1.",
                  "它把梯度乘以输出加一。"),
              a.then(Code.EXPM1))
          .partial(g.times(out.plus(1)));
    }
  }

  /** The natural logarithm of a. */
  record Log() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "log",
                  "log",
                  Role.SCALER,
                  "The logarithm divides the gradient by its input.",
                  "对数把梯度除以输入。"),
              a.then(Code.LOG))
          .partial(g.over(a));
    }
  }

  /** log(1 + a). */
  record Log1p() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "log1p",
                  "log1p",
                  Role.SCALER,
                  "It divides the gradient by its input plus 1.",
                  "它把梯度除以输入加一。"),
              a.then(Code.LOG1P))
          .partial(g.over(a.plus(1)));
    }
  }

  /** The error function. */
  record Erf() implements Exponential {
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;

    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "erf",
                  "erf",
                  Role.SCALER,
                  "It scales the gradient by a bell curve around 0.",
                  "它把梯度乘以以零为中心的钟形曲线。"),
              a.then(Code.ERF))
          .partial(g.times(a.times(a).negate().then(Code.EXP).times(TWO_OVER_ROOT_PI)));
    }
  }

  /** The sine of a, in radians. */
  record Sin() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "sin",
                  "sin",
                  Role.SCALER,
                  "The sine scales the gradient by the cosine of its input.",
                  "正弦把梯度乘以输入的余弦。"),
              a.then(Code.SIN))
          .partial(g.times(a.then(Code.COS)));
    }
  }

  /** The cosine of a, in radians. */
  record Cos() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "cos",
                  "cos",
                  Role.SCALER,
                  "The cosine scales the gradient by minus the sine of its input.",
                  "余弦把梯度乘以输入正弦的负值。"),
              a.then(Code.COS))
          .partial(g.negate().times(a.then(Code.SIN)));
    }
  }

  /** The tangent of a, in radians. */
  record Tan() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "tan",
                  "tan",
                  Role.SCALER,
                  "The tangent scales the gradient by one plus its output squared.",
                  "正切把梯度乘以一加输出的平方。"),
              a.then(Code.TAN))
          .partial(g.times(out.fma(out, 1)));
    }
  }

  /** The arc tangent of a, in radians. */
  record Atan() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                  "atan",
                  "atan",
                  Role.SCALER,
                  "The arc tangent divides the gradient by one plus its input squared.",
                  "反正切把梯度除以一加输入的平方。"),
              a.then(Code.ATAN))
          .partial(g.over(a.fma(a, 1)));
    }
  }
}
