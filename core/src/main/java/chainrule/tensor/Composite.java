// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/** Our own fused operations: softmax and its kin, and the losses. */
public sealed interface Composite extends Fused permits Composite.Exponents, SquaredLoss {

  /** Exponentials normalized along an axis. */
  sealed interface Exponents extends Composite {}

  /** e^(a - max) / sum of the same, along an axis. */
  record Softmax(int axis) implements Exponents {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "softmax",
          "softmax",
          Role.MIXER,
          "A softmax gate takes the weighted mean off the upstream gradients, then scales each by"
              + " its probability.",
          "softmax 门先从回传梯度中减去按概率加权的均值，再各乘以自己的概率。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return floating("softmax", inputs.getFirst());
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor e = a.minus(Peak.of(a, axis)).exp();
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
          "log-softmax 门从各处的回传梯度中减去其总和与该处概率之积。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return floating("logSoftmax", inputs.getFirst());
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor z = a.minus(Peak.of(a, axis));
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

  /** log(sum of e^a) without overflow, along an axis. */
  record LogSumExp(int axis, boolean keep) implements Exponents {
    @Override
    public Meaning meaning() {
      return Meaning.of(
          "logsumexp",
          "lse",
          Role.MIXER,
          "A log-sum-exp gate shares the upstream gradient out by the softmax of its inputs.",
          "log-sum-exp 门按输入的 softmax 概率分摊回传梯度。");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec input = floating("logsumexp", inputs.getFirst());
      Shape shape = input.shape();
      return new Spec(input.dtype(), keep ? shape.with(axis, 1) : shape.without(axis));
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      Tensor peak = Peak.of(a, axis);
      Tensor kept = a.minus(peak).exp().sumKeep(axis).log().plus(peak);
      return keep ? kept : kept.reshape(kept.shape().without(axis));
    }

    /** As its name says, without the shift that keeps large inputs from overflowing. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor e = inputs.getFirst().exp();
      return Optional.of((keep ? e.sumKeep(axis) : e.sum(axis)).log());
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g * softmax(a)",
          passage -> {
            Shape shape = passage.spec(0).shape().with(axis, 1);
            return passage.input(0).softmax(axis).times(passage.upstream().reshape(shape));
          });
    }
  }

  /** The mean over rows of -log softmax(z) at the label. Shapes: z [n, classes], labels [n]. */
  record CrossEntropy() implements Exponents {
    @Override
    public Meaning meaning() {
      return crossEntropy("crossEntropy");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec z = floating("crossEntropy", inputs.get(0));
      Spec labels = inputs.get(1);
      if (z.shape().rank() != 2
          || z.shape().size(1) == 0
          || !labels.shape().equals(Shape.of(z.shape().size(0)))) {
        throw new ShapeException(
            "crossEntropy: logits are "
                + z
                + ", labels are "
                + labels
                + "; needs logits [n, classes], one class at least, and labels [n]");
      }
      if (labels.dtype() != DType.I32 && labels.dtype() != DType.I64) {
        throw new DtypeException(
            "crossEntropy: labels are " + labels + "; needs I32 or I64",
            "give class numbers, or a distribution of the shape and type of the logits");
      }
      return new Spec(z.dtype(), Shape.SCALAR);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand labels = inputs.get(1);
      long classes = inputs.get(0).shape().size(1);
      for (long row = 0; row < labels.shape().count(); row++) {
        long label = labels.storage().getLong(labels.view().position(row));
        if (label < 0 || label >= classes) {
          throw new LabelException(
              "crossEntropy: label "
                  + label
                  + " in row "
                  + row
                  + "; classes are 0 to "
                  + (classes - 1));
        }
      }
      return Exponents.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor labels = inputs.get(1).reshape(-1, 1);
      return inputs.get(0).logSoftmax(1).takeAlong(1, labels).mean().negate();
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? Partial.none("a label is an integer and has no gradient")
          : Partial.of(
              "(softmax(z) - y) * g / n",
              passage -> {
                Spec z = passage.spec(0);
                Tensor hot = passage.input(1).oneHot((int) z.shape().size(1), z.dtype());
                Tensor share = passage.upstream().over((double) z.shape().size(0));
                return passage.input(0).softmax(1).minus(hot).times(share);
              });
    }
  }

  /** The mean over rows of -sum(y * log softmax(z)). Shapes: z and y [n, classes]. */
  record SoftCrossEntropy() implements Exponents {
    @Override
    public Meaning meaning() {
      return crossEntropy("softCrossEntropy");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec z = floating("softCrossEntropy", inputs.get(0));
      if (z.shape().rank() != 2 || !inputs.get(1).equals(z)) {
        throw new ShapeException(
            "softCrossEntropy: logits are "
                + z
                + ", targets are "
                + inputs.get(1)
                + "; needs both [n, classes] of one type");
      }
      return new Spec(z.dtype(), Shape.SCALAR);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.get(0).logSoftmax(1).times(inputs.get(1)).sum(1).mean().negate();
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "(softmax(z) * sum(y) - y) * g / n",
              passage -> {
                Tensor y = passage.input(1);
                Tensor p = passage.input(0).softmax(1);
                return p.times(y.sumKeep(1)).minus(y).times(share(passage));
              })
          : Partial.of(
              "-log softmax(z) * g / n",
              passage -> passage.input(0).logSoftmax(1).times(share(passage)).negate());
    }

    private static Tensor share(Passage passage) {
      return passage.upstream().over((double) passage.spec(0).shape().size(0));
    }
  }

  private static Meaning crossEntropy(String name) {
    return Meaning.of(
        name,
        "CE",
        Role.MIXER,
        "A cross-entropy gate gives each logit its probability less its target, over the number of"
            + " rows.",
        "交叉熵门给每个 logit 的梯度是预测概率减去目标，再除以行数。");
  }

  /** The input's own type and sizes, if it is floating. */
  private static Spec floating(String name, Spec input) {
    if (!input.dtype().isFloating()) {
      throw new DtypeException(
          name + ": input is " + input + "; needs F32 or F64", "convert it with .to(DType.F32)");
    }
    return input;
  }
}
