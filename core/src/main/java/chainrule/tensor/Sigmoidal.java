// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Activations that level off on both sides or on one, in the shape of an S or half of it. */
public sealed interface Sigmoidal extends Activation {

  /** 1 / (1 + e^-a). */
  record Sigmoid() implements Sigmoidal {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "sigmoid",
                      "σ",
                      Role.SCALER,
                      "A sigmoid gate scales the upstream gradient by its output times one minus"
                          + " its output, at most 1/4.",
                      "sigmoid 门把回传梯度乘以输出与一减输出之积，最多只剩四分之一。")
                  .withTorch("torch.sigmoid"),
              a.then(Code.SIGMOID))
          .partial(g.times(out.times(Expr.of(1).minus(out))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().negate().exp().plus(1).reciprocal());
    }
  }

  /** log(sigmoid(a)), without overflow. */
  record LogSigmoid() implements Sigmoidal {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "logSigmoid",
                      "log σ",
                      Role.SCALER,
                      "A log-sigmoid gate scales the upstream gradient by the sigmoid of minus its"
                          + " input.",
                      "log-sigmoid 门把回传梯度乘以输入取负后的 sigmoid 值。")
                  .withTorch("torch.nn.functional.logsigmoid"),
              a.negate().then(Code.SOFTPLUS).negate())
          .partial(g.times(a.negate().then(Code.SIGMOID)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().sigmoid().log());
    }
  }

  /** The hyperbolic tangent of a. */
  record Tanh() implements Sigmoidal {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "tanh",
                      "tanh",
                      Role.SCALER,
                      "A tanh gate scales the upstream gradient by one minus its output squared.",
                      "tanh 门把回传梯度乘以一与输出平方之差。")
                  .withTorch("torch.tanh"),
              a.then(Code.TANH))
          .partial(g.times(Expr.of(1).minus(out.times(out))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor e = inputs.getFirst().times(2).exp();
      return Optional.of(e.minus(1).over(e.plus(1)));
    }
  }

  /** a / (1 + |a|) (Bergstra et al. 2009). */
  record Softsign() implements Sigmoidal {
    @Override
    public Definition define() {
      Expr size = a.then(Code.ABS).plus(1);
      return Definition.of(
              Meaning.of(
                      "softsign",
                      "softsign",
                      Role.SCALER,
                      "A softsign gate divides the upstream gradient by one plus the size of its"
                          + " input, squared.",
                      "softsign 门把回传梯度除以“一加输入绝对值”的平方。")
                  .withTorch("torch.nn.functional.softsign"),
              a.over(size))
          .partial(g.over(size.times(size)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().over(inputs.getFirst().abs().plus(1)));
    }
  }

  /** a / 6 + 1/2 held between 0 and 1 (Howard 2019, arXiv 1905.02244). */
  record HardSigmoid() implements Sigmoidal {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "hardSigmoid",
                      "hard σ",
                      Role.SCALER,
                      "A hard sigmoid gate passes a sixth of the upstream gradient between -3 and"
                          + " 3, nothing outside.",
                      "硬 sigmoid 门在负三与三之间传回梯度的六分之一，在外则为零。")
                  .withKink("0 at a = -3 and a = 3", "a = -3 和 a = 3 处取 0")
                  .withTorch("torch.nn.functional.hardsigmoid"),
              Sixths.of(a))
          .partial(Expr.choose(Expr.of(3).lessEqual(a.then(Code.ABS)), Expr.of(0), g.over(6)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().plus(3).clamp(0, 6).over(6));
    }
  }

  /** 1 where a is positive, 0 elsewhere and at 0 (McCulloch and Pitts 1943). */
  record Step() implements Sigmoidal {
    @Override
    public Definition define() {
      Expr notPositive = Expr.choose(a.lessEqual(Expr.of(0)), Expr.of(0), a);
      return Definition.of(
              Meaning.of(
                      "step",
                      "step",
                      Role.STOPPER,
                      "A step gate is flat on both sides of its jump: its local gradient is 0, so"
                          + " nothing can learn through it.",
                      "阶跃门在跳变两侧都是平的：局部梯度为零，无法经由它学习。")
                  .withKink("0 at a = 0, where its value is 0", "a = 0 处取 0，该处的值也是 0")
                  .withTorch("torch.heaviside"),
              Expr.choose(Expr.of(0).less(a), Expr.of(1), notPositive))
          .partial(Expr.of(0));
    }
  }
}
