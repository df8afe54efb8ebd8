// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * Our own fused operations: softmax and its kin, maxout, GLU; products and losses have own files.
 */
public sealed interface Composite extends Fused
    permits Composite.Exponents,
        Composite.Maxout,
        Composite.Glu,
        VectorProduct,
        TensorProduct,
        Convolution,
        ClassLoss,
        BinaryLoss,
        SquaredLoss,
        PairLoss,
        LabelLoss,
        DistanceLoss {

  /** Exponentials normalized along an axis. */
  sealed interface Exponents extends Composite {}

  /** e^(a - max) / sum of the same, along an axis; all NaN beside +inf or NaN. */
  record Softmax(int axis) implements Exponents {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "softmax",
              "softmax",
              Role.MIXER,
              "A softmax gate takes the weighted mean off the upstream gradients, then scales each"
                  + " by its probability.",
              "softmax 门先从回传梯度中减去按概率加权的均值，再各乘以自己的概率。")
          .withCard("e^a / sum(e^a)", "[.., n, ..] -> [.., n, ..]", "torch.softmax");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.along("softmax", inputs.getFirst(), List.of(axis));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor e = a.minus(Peak.largest(a, axis)).exp();
      return e.over(e.sumKeep(axis));
    }

    /** As the course writes it, without the shift that keeps large inputs from overflowing. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor e = inputs.getFirst().exp();
      return Optional.of(e.over(e.sumKeep(axis)));
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "out * (g - sum(g * out))",
          passage -> {
            Tensor weighted = passage.upstream().times(passage.output()).sumKeep(axis);
            return passage.output().times(passage.upstream().minus(weighted));
          });
    }
  }

  /** log(softmax(a)) without overflow, along an axis. */
  record LogSoftmax(int axis) implements Exponents {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "logSoftmax",
              "log softmax",
              Role.MIXER,
              "A log-softmax gate takes off each upstream gradient the total of all times its own"
                  + " probability.",
              "log-softmax 门从各处的回传梯度中减去其总和与该处概率之积。")
          .withCard("a - log(sum(e^a))", "[.., n, ..] -> [.., n, ..]", "torch.log_softmax");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.along("logSoftmax", inputs.getFirst(), List.of(axis));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor z = a.minus(Peak.largest(a, axis));
      return z.minus(z.exp().sumKeep(axis).log());
    }

    /** The logarithm of a softmax. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().softmax(axis).log());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g - exp(out) * sum(g)",
          passage -> {
            Tensor total = passage.upstream().sumKeep(axis);
            return passage.upstream().minus(passage.output().exp().times(total));
          });
    }
  }

  /** log(sum of e^a) without overflow, along axes. */
  record LogSumExp(List<Integer> axes, boolean keep) implements Exponents {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "logsumexp",
              "lse",
              Role.MIXER,
              "A log-sum-exp gate shares the upstream gradient out by the softmax of its inputs.",
              "log-sum-exp 门按输入的 softmax 概率分摊回传梯度。")
          .withCard("log(sum(e^a))", "[.., n, ..] -> [.., ..]", "torch.logsumexp");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = Needs.along("logsumexp", inputs.getFirst(), axes);
      return new Spec(input.dtype(), Folds.reduced(input.shape(), axes, keep));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor peak = Peak.of(a, axes);
      Tensor kept = a.minus(peak).exp().sumKeep(along()).log().plus(peak);
      return keep ? kept : kept.reshape(Folds.reduced(a.shape(), axes, false));
    }

    /** As its name says, without the shift that keeps large inputs from overflowing. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor e = inputs.getFirst().exp();
      return Optional.of((keep ? e.sumKeep(along()) : e.sum(along())).log());
    }

    /** The softmax is 0 where all are -inf. */
    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * softmax(a)",
          passage -> {
            Tensor a = passage.input(0);
            Tensor e = a.minus(Peak.of(a, axes)).exp();
            Tensor total = e.sumKeep(along());
            Tensor safe = total.equal(0).where(Engine.number(a, 1), total);
            return e.over(safe).times(Spread.withAxes(passage.upstream(), passage, axes));
          });
    }

    private int[] along() {
      return axes.stream().mapToInt(axis -> axis).toArray();
    }
  }

  /**
   * The largest of each group of neighbors along the last axis (Goodfellow 2013, arXiv 1302.4389,
   * eq. 3). Shapes: [.., groups * pieces] gives [.., groups].
   */
  record Maxout(int pieces) implements Composite {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "maxout",
              "maxout",
              Role.ROUTER,
              "A maxout gate is a gradient router: the largest of each group gets its upstream"
                  + " gradient.",
              "maxout 门是梯度路由器：每组中最大的元素得到该组的全部回传梯度，其余为零。")
          .withKink("the first of equals takes it", "相等时归第一个")
          .withCard("max of each group", "[.., groups * pieces] -> [.., groups]", "");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = Needs.floating("maxout", inputs.getFirst());
      Shape shape = input.shape();
      if (shape.rank() == 0 || shape.size(-1) % pieces != 0) {
        throw new ShapeException(
            "maxout: input is " + input + "; needs a last axis of whole groups of " + pieces);
      }
      return new Spec(input.dtype(), shape.with(-1, shape.size(-1) / pieces));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.getFirst().reshape(grouped(inputs.getFirst().shape())).max(-1);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g at argmax of each group, 0 elsewhere",
          passage -> {
            Shape shape = passage.spec(0).shape();
            Tensor chosen = passage.input(0).reshape(grouped(shape)).argmax(-1, true);
            Tensor upstream = passage.upstream().reshape(chosen.shape());
            return upstream.scatterAdd(-1, chosen, pieces).reshape(shape);
          });
    }

    /** Each group as a row of its own. */
    private Shape grouped(Shape shape) {
      return shape.with(-1, shape.size(-1) / pieces).inserted(shape.rank(), pieces);
    }
  }

  /**
   * The first half along an axis times the sigmoid of the second (Dauphin 2016, arXiv 1612.08083,
   * eq. 1). Shapes: [.., 2n, ..] gives [.., n, ..].
   */
  record Glu(int axis) implements Composite {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "glu",
              "glu",
              Role.MIXER,
              "A GLU gate passes to its first half the upstream gradient times the sigmoid of its"
                  + " second.",
              "GLU 门给前一半的是回传梯度乘以后一半的 sigmoid 值，给后一半的是经该 sigmoid 回传的梯度。")
          .withCard(
              "first half * sigmoid(second half)",
              "[.., 2n, ..] -> [.., n, ..]",
              "torch.nn.functional.glu");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = Needs.floating("glu", inputs.getFirst());
      long size = input.shape().size(axis);
      if (size % 2 != 0) {
        throw new ShapeException(
            "glu: axis " + axis + " of " + input + " has " + size + " elements; needs two halves");
      }
      return new Spec(input.dtype(), input.shape().with(axis, size / 2));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return half(inputs.getFirst(), 0).times(half(inputs.getFirst(), 1).sigmoid());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * sigmoid(b), g * a * sigmoid'(b)",
          passage -> {
            Tensor share = half(passage.input(0), 1).sigmoid();
            Tensor first = passage.upstream().times(share);
            Tensor growth = share.negate().plus(1);
            return first.concat(axis, first.times(half(passage.input(0), 0)).times(growth));
          });
    }

    private Tensor half(Tensor x, int which) {
      long half = x.size(axis) / 2;
      return x.slice(axis, which * half, (which + 1) * half);
    }
  }
}
