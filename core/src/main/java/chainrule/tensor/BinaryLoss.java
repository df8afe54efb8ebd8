// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.List;

/**
 * Binary cross-entropy: -log of the probability given to what is so, the mean over all elements.
 * Shapes: prediction and target must be equal; nothing broadcasts. A target is 0, 1, or between.
 */
public sealed interface BinaryLoss extends Composite {

  /** mean of -(t * log p + (1 - t) * log(1 - p)), each logarithm at least -100. */
  record OfProbabilities() implements BinaryLoss {
    private static final double LEAST_LOG = -100;
    private static final double LEAST_SPREAD = 1e-12;

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "bce",
              "BCE",
              Role.SCALER,
              "A binary cross-entropy gate scales the upstream gradient by the error over p times 1"
                  + " - p, averaged.",
              "二元交叉熵门把回传梯度乘以误差，除以 p 与一减 p 之积，再除以元素个数。")
          .withKink(
              "logarithms end at -100, p times 1 - p at 1e-12", "对数不低于 -100，p 与一减 p 之积不低于 1e-12")
          .withCard(
              "mean of -(b * log a + (1 - b) * log(1 - a))",
              "[..], [..] -> []",
              "torch.nn.functional.binary_cross_entropy");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      String asked = name();
      Kernels.check(
          this, inputs.get(0), context, given -> Needs.probabilities(asked, given, context));
      return BinaryLoss.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor p = inputs.get(0);
      Tensor t = inputs.get(1);
      return log(p).times(t).plus(logOfRest(p).times(rest(t))).mean().negate();
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "(a - b) / max(a * (1 - a), 1e-12) * g / count",
              passage -> {
                Tensor p = passage.input(0);
                Tensor spread = p.times(rest(p)).maximum(LEAST_SPREAD);
                return p.minus(passage.input(1)).over(spread).times(share(passage));
              })
          : Partial.of(
              "(log(1 - a) - log a) * g / count",
              passage -> {
                Tensor p = passage.input(0);
                return logOfRest(p).minus(log(p)).times(share(passage));
              });
    }

    private static Tensor log(Tensor p) {
      return p.log().maximum(LEAST_LOG);
    }

    private static Tensor logOfRest(Tensor p) {
      return p.negate().log1p().maximum(LEAST_LOG);
    }
  }

  /** The same of sigmoid(z): mean of t * softplus(-z) + (1 - t) * softplus(z), no digit lost. */
  record OfLogits() implements BinaryLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "bceWithLogits",
              "BCE",
              Role.SCALER,
              "A binary cross-entropy gate on logits scales the upstream gradient by sigmoid less"
                  + " target, averaged.",
              "以 logit 为输入的二元交叉熵门把回传梯度乘以 sigmoid 值与目标之差，再除以元素个数。")
          .withCard(
              "mean of b * softplus(-a) + (1 - b) * softplus(a)",
              "[..], [..] -> []",
              "torch.nn.functional.binary_cross_entropy_with_logits");
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor z = inputs.get(0);
      Tensor t = inputs.get(1);
      Tensor missed = z.negate().softplus().times(t);
      return missed.plus(z.softplus().times(rest(t))).mean();
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "(sigmoid(a) - b) * g / count",
              passage -> passage.input(0).sigmoid().minus(passage.input(1)).times(share(passage)))
          : Partial.of(
              "-a * g / count", passage -> passage.input(0).negate().times(share(passage)));
    }
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    return Needs.targets(name(), inputs);
  }

  private static Tensor rest(Tensor x) {
    return Engine.number(x, 1).minus(x);
  }

  private static Tensor share(Passage passage) {
    return passage.upstream().over((double) passage.spec(0).shape().count());
  }
}
