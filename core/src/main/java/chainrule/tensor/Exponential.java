// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import java.util.List;
import java.util.Optional;

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
                  "An exp gate scales the upstream gradient by its own output.",
                  "指数门把回传梯度乘以它自己的输出。"),
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
                  "An expm1 gate scales the upstream gradient by its output plus 1.",
                  "expm1 门把回传梯度乘以输出与一之和。"),
              a.then(Code.EXPM1))
          .partial(g.times(out.plus(1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().minus(1));
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
                  "A log gate divides the upstream gradient by its input.",
                  "对数门把回传梯度除以输入。"),
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
                  "A log1p gate divides the upstream gradient by its input plus 1.",
                  "log1p 门把回传梯度除以输入与一之和。"),
              a.then(Code.LOG1P))
          .partial(g.over(a.plus(1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().plus(1).log());
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
                  "An erf gate scales the upstream gradient by a bell curve around 0, read at its"
                      + " input.",
                  "误差函数门把回传梯度乘以一条钟形曲线在输入处的高度，曲线以零为中心。"),
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
                  "A sine gate scales the upstream gradient by the cosine of its input.",
                  "正弦门把回传梯度乘以输入的余弦。"),
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
                  "A cosine gate scales the upstream gradient by minus the sine of its input.",
                  "余弦门把回传梯度乘以输入正弦的相反数。"),
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
                  "A tangent gate scales the upstream gradient by one plus its output squared.",
                  "正切门把回传梯度乘以一与输出平方之和。"),
              a.then(Code.TAN))
          .partial(g.times(out.fma(out, 1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().sin().over(inputs.getFirst().cos()));
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
                  "An arctangent gate divides the upstream gradient by one plus its input squared.",
                  "反正切门把回传梯度除以一与输入平方之和。"),
              a.then(Code.ATAN))
          .partial(g.over(a.fma(a, 1)));
    }
  }
}
