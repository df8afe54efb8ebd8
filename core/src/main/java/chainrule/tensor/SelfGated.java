// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Activations that multiply their input by a share between 0 and 1 made from it. */
public sealed interface SelfGated extends Activation {

  /** a * sigmoid(a) (Elfwing 2017, arXiv 1702.03118, eq. 8). */
  record Silu() implements SelfGated {
    @Override
    public Definition define() {
      Expr gate = a.then(Code.SIGMOID);
      return Definition.of(
              Meaning.of(
                      "silu",
                      "silu",
                      Role.SCALER,
                      "A SiLU gate multiplies its input by the input's sigmoid; the gradients"
                          + " through both factors are added.",
                      "SiLU 门是输入与其 sigmoid 值之积，经两个因数回传的梯度相加。")
                  .withTorch("torch.nn.functional.silu"),
              a.times(gate))
          .partial(g.times(gate.times(a.times(Expr.of(1).minus(gate)).plus(1))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().times(inputs.getFirst().sigmoid()));
    }
  }

  /** a times the normal distribution function at a (Hendrycks 2016, arXiv 1606.08415). */
  record Gelu() implements SelfGated {
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double OVER_ROOT_TWO_PI = 0.3989422804014327;

    @Override
    public Definition define() {
      // erfc keeps its digits where 1 + erf would lose them, at large negative numbers.
      Expr share = a.times(-ROOT_HALF).then(Code.ERFC).times(0.5);
      Expr density = a.times(a).times(-0.5).then(Code.EXP).times(OVER_ROOT_TWO_PI);
      return Definition.of(
              Meaning.of(
                      "gelu",
                      "gelu",
                      Role.SCALER,
                      "A GELU gate scales the upstream gradient by the normal share below its input"
                          + " plus input times density.",
                      "GELU 门把回传梯度乘以两项之和：输入以下的正态份额，以及输入与正态密度之积。")
                  .withTorch("torch.nn.functional.gelu"),
              a.times(share))
          .partial(g.times(share.plus(a.times(density))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      return Optional.of(x.times(x.times(ROOT_HALF).erf().plus(1).times(0.5)));
    }
  }

  /**
   * GELU with a tanh in place of the normal distribution: a * (1 + tanh(sqrt(2 / pi) (a + 0.044715
   * a^3))) / 2 (Hendrycks 2016, arXiv 1606.08415).
   */
  record GeluTanh() implements SelfGated {
    private static final double SLOPE = 1.5957691216057308;
    private static final double CUBIC = 0.044715;

    /** Beyond this nothing changes any more, and no square overflows within. */
    private static final double FAR = 100;

    @Override
    public Definition define() {
      // (1 + tanh u) / 2 is sigmoid(2u), which keeps its digits where tanh u is near -1.
      Expr near = Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(-FAR)), Expr.of(FAR));
      Expr square = near.times(near);
      Expr twice = near.times(square.times(CUBIC).plus(1)).times(SLOPE);
      Expr share = twice.then(Code.SIGMOID);
      Expr rest = twice.negate().then(Code.SIGMOID);
      Expr growth = share.times(rest).times(square.times(3 * CUBIC).plus(1).times(SLOPE));
      return Definition.of(
              Meaning.of(
                      "geluTanh",
                      "gelu",
                      Role.SCALER,
                      "A tanh GELU gate scales the upstream gradient by a share of its input plus"
                          + " how that share grows.",
                      "tanh 形式的 GELU 门把回传梯度乘以两项之和：通过的份额，以及输入与份额增速之积。")
                  .withTorch("torch.nn.functional.gelu"),
              a.times(share))
          .partial(g.times(share.plus(near.times(growth))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      Tensor u = x.times(x).times(x).times(CUBIC).plus(x).times(SLOPE / 2);
      return Optional.of(x.times(u.tanh().plus(1)).times(0.5));
    }
  }

  /** a * tanh(log(1 + e^a)) (Misra 2019, arXiv 1908.08681, eq. 1). */
  record Mish() implements SelfGated {
    @Override
    public Definition define() {
      Expr share = a.then(Code.SOFTPLUS).then(Code.TANH);
      Expr rest = Expr.of(1).minus(share.times(share));
      return Definition.of(
              Meaning.of(
                      "mish",
                      "mish",
                      Role.SCALER,
                      "A Mish gate multiplies its input by the tanh of its softplus; both factors'"
                          + " gradients are added.",
                      "Mish 门是输入与其 softplus 的 tanh 值之积，经两个因数回传的梯度相加。")
                  .withTorch("torch.nn.functional.mish"),
              a.times(share))
          .partial(g.times(share.plus(a.times(rest.times(a.then(Code.SIGMOID))))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().times(inputs.getFirst().softplus().tanh()));
    }
  }

  /** a * hardSigmoid(a) (Howard 2019, arXiv 1905.02244). */
  record HardSwish() implements SelfGated {
    @Override
    public Definition define() {
      return Definition.of(
              Meaning.of(
                      "hardSwish",
                      "hard swish",
                      Role.SCALER,
                      "A hard swish gate scales the upstream gradient by a third of its input plus"
                          + " a half, or 0 or 1 outside.",
                      "硬 swish 门把回传梯度乘以输入的三分之一加二分之一，在外则取零或一。")
                  .withKink("0 at a = -3, 1 at a = 3", "a = -3 处取 0，a = 3 处取 1")
                  .withTorch("torch.nn.functional.hardswish"),
              a.times(Sixths.of(a)))
          .partial(
              Expr.choose(
                  a.lessEqual(Expr.of(-3)),
                  Expr.of(0),
                  Expr.choose(Expr.of(3).lessEqual(a), g, g.times(a.over(3).plus(0.5)))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().times(inputs.getFirst().hardSigmoid()));
    }
  }
}
