// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
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
}
