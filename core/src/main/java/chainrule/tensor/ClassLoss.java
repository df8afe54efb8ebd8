// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** Losses of a classifier: rows of scores, one for each class, against the class of each row. */
public sealed interface ClassLoss extends Composite {

  /** The mean over rows of -log softmax(z) at the label. Shapes: z [n, classes], labels [n]. */
  record CrossEntropy() implements ClassLoss {
    @Override
    public Meaning meaning() {
      return crossEntropy("crossEntropy");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.labels(name(), "logits", 1, inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Needs.classes(name(), inputs.get(1), inputs.get(0).shape().size(1));
      return ClassLoss.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor labels = inputs.get(1).reshape(-1, 1);
      return inputs.get(0).logSoftmax(1).takeAlong(1, labels).mean().negate();
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? Partial.none("a label is an integer and has no gradient", "标签是整数，没有梯度")
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
  record SoftCrossEntropy() implements ClassLoss {
    @Override
    public Meaning meaning() {
      return crossEntropy("softCrossEntropy");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec z = Needs.floating("softCrossEntropy", inputs.get(0));
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
}
