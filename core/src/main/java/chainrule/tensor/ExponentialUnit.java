// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.g;
import static chainrule.array.Letters.out;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.Optional;

/** Activations that are straight above zero and exponential below. */
public sealed interface ExponentialUnit extends Activation {

  /** a where positive, alpha * (e^a - 1) elsewhere (Clevert 2015, arXiv 1511.07289, eq. 15). */
  record Elu(double alpha) implements ExponentialUnit {
    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "elu",
                      "elu",
                      Role.SCALER,
                      "An ELU gate passes the upstream gradient of positive inputs and fades it out"
                          + " below zero.",
                      "ELU 门放行正输入的回传梯度，零以下则逐渐衰减。")
                  .withKink("alpha at a = 0", "a = 0 处取 alpha")
                  .withTorch("torch.nn.functional.elu"),
              Expr.choose(positive, a, a.then(Code.EXPM1).times(alpha)))
          .partial(Expr.choose(positive, g, g.times(out.plus(alpha))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      Tensor below = x.minimum(0).exp().minus(1).times(alpha);
      return Optional.of(x.maximum(0).plus(below));
    }
  }

  /**
   * ELU with the alpha and the scale that keep mean 0 and variance 1 through the layers (Klambauer
   * 2017, arXiv 1706.02515, eq. 2).
   */
  record Selu() implements ExponentialUnit {
    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;

    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "selu",
                      "selu",
                      Role.SCALER,
                      "A SELU gate scales the upstream gradient of positive inputs by 1.05 and"
                          + " fades it out below zero.",
                      "SELU 门把正输入的回传梯度放大为一点零五倍，零以下则逐渐衰减。")
                  .withKink("1.758 at a = 0, the slope below", "a = 0 处取 1.758，即零以下一侧的斜率")
                  .withTorch("torch.nn.functional.selu"),
              Expr.choose(positive, a.times(SCALE), a.then(Code.EXPM1).times(SCALE * ALPHA)))
          .partial(
              Expr.choose(
                  positive, g.times(SCALE), g.times(a.then(Code.EXP).times(SCALE * ALPHA))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().elu(ALPHA).times(SCALE));
    }
  }

  /**
   * a where positive, alpha * (e^(a / alpha) - 1) elsewhere (Barron 2017, arXiv 1704.07483, eq. 2).
   */
  record Celu(double alpha) implements ExponentialUnit {
    @Override
    public Definition define() {
      Expr positive = Expr.of(0).less(a);
      return Definition.of(
              Meaning.of(
                      "celu",
                      "celu",
                      Role.SCALER,
                      "A CELU gate passes the upstream gradient of positive inputs and fades it out"
                          + " smoothly below zero.",
                      "CELU 门放行正输入的回传梯度，零以下则平滑地衰减。")
                  .withTorch("torch.nn.functional.celu"),
              Expr.choose(positive, a, a.over(alpha).then(Code.EXPM1).times(alpha)))
          .partial(Expr.choose(positive, g, g.times(a.over(alpha).then(Code.EXP))));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      Tensor below = x.minimum(0).over(alpha).exp().minus(1).times(alpha);
      return Optional.of(x.maximum(0).plus(below));
    }
  }
}
