// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Exponentials and the error function. */
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
                      "指数门把回传梯度乘以它自己的输出。")
                  .withTorch("torch.exp"),
              a.then(Code.EXP))
          .partial(g.times(out));
    }
  }

  /** 2^a. */
  record Exp2() implements Exponential {
    private static final double LN2 = 0.6931471805599453;

    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "exp2",
                      "exp2",
                      Role.SCALER,
                      "An exp2 gate scales the upstream gradient by its own output times the"
                          + " natural logarithm of 2.",
                      "以二为底的指数门把回传梯度乘以它自己的输出，再乘以二的自然对数。")
                  .withTorch("torch.exp2"),
              a.then(Code.EXP2))
          .partial(g.times(out.times(LN2)));
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
                      "expm1 门把回传梯度乘以输出与一之和。")
                  .withTorch("torch.expm1"),
              a.then(Code.EXPM1))
          .partial(g.times(out.plus(1)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().minus(1));
    }
  }

  /** The error function. */
  record Erf() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "erf",
                      "erf",
                      Role.SCALER,
                      "An erf gate scales the upstream gradient by a bell curve around 0, read at"
                          + " its input.",
                      "误差函数门把回传梯度乘以一条钟形曲线在输入处的高度，曲线以零为中心。")
                  .withTorch("torch.erf"),
              a.then(Code.ERF))
          .partial(g.times(bell()));
    }
  }

  /** 1 - erf a, right in its far tail too. */
  record Erfc() implements Exponential {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "erfc",
                      "erfc",
                      Role.SCALER,
                      "An erfc gate scales the upstream gradient by minus a bell curve around 0,"
                          + " read at its input.",
                      "互补误差函数门把回传梯度乘以一条钟形曲线在输入处高度的相反数，曲线以零为中心。")
                  .withTorch("torch.erfc"),
              a.then(Code.ERFC))
          .partial(g.negate().times(bell()));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(
          Tensor.scalar(inputs.getFirst().dtype(), 1).minus(inputs.getFirst().erf()));
    }
  }

  /** 2 / sqrt(pi) e^-a^2. */
  private static Expr bell() {
    return a.times(a).negate().then(Code.EXP).times(1.1283791670955126);
  }
}
