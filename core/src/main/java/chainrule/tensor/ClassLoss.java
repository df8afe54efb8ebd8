// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;

/** Losses of a classifier: rows of scores, one for each class, against the class of each row. */
public sealed interface ClassLoss extends Composite {

  /**
   * The mean over rows of -log softmax(z) at the label; rows labeled -100 are left out. Shapes: z
   * [n, classes], labels [n].
   */
  record CrossEntropy() implements ClassLoss {
    @Override
    public Meaning meaning() {
      return crossEntropy("crossEntropy")
          .withCard(
              "-log softmax(a)[b], the mean over rows",
              "[n, classes], [n] -> []",
              "torch.nn.functional.cross_entropy");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.labels(name(), "logits", 1, inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Needs.classes(this, inputs, LabelOptions.IGNORED, context);
      return ClassLoss.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor scores = inputs.get(0);
      Tensor labels = inputs.get(1);
      if (!Kept.areAll(labels, LabelOptions.IGNORED)) {
        Tensor kept = Kept.places(labels, LabelOptions.IGNORED);
        scores = scores.indexSelect(0, kept);
        labels = labels.indexSelect(0, kept);
      }
      return scores.logSoftmax(1).takeAlong(1, labels.reshape(-1, 1)).mean().negate();
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? ofLabel()
          : Partial.of(
              "(softmax(a) - oneHot(b)) * g / n",
              passage -> {
                Spec z = passage.spec(0);
                if (!Kept.areAll(passage.input(1), LabelOptions.IGNORED)) {
                  return Definitions.gradients(this, passage).getFirst();
                }
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
      return crossEntropy("softCrossEntropy")
          .withCard(
              "-sum(b * log softmax(a)), the mean over rows",
              "[n, classes], [n, classes] -> []",
              "torch.nn.functional.cross_entropy");
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
              "(softmax(a) * sum(b) - b) * g / n",
              passage -> {
                Tensor y = passage.input(1);
                Tensor p = passage.input(0).softmax(1);
                return p.times(y.sumKeep(1)).minus(y).times(share(passage));
              })
          : Partial.of(
              "-log softmax(a) * g / n",
              passage -> passage.input(0).logSoftmax(1).times(share(passage)).negate());
    }

    private static Tensor share(Passage passage) {
      return passage.upstream().over((double) passage.spec(0).shape().size(0));
    }
  }

  /**
   * The mean over rows of the sum over wrong classes j of max(0, s_j - s_y + margin), y the label
   * (Weston and Watkins 1999). Shapes: s [n, classes], labels [n].
   */
  record Hinge(double margin) implements ClassLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "hinge",
              "hinge",
              Role.ROUTER,
              "A hinge gate is a gradient router: scores inside the margin get a share each, the"
                  + " label minus their sum.",
              "合页损失门是梯度路由器：间隔不足的得分各得一份回传梯度，正确类得到其总和的相反数。")
          .withKink("0 where the margin is just kept", "恰好保持间隔处取 0")
          .withCard(
              "sum over j != b of max(0, a[j] - a[b] + margin), the mean over rows",
              "[n, classes], [n] -> []",
              "torch.nn.functional.multi_margin_loss * classes");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.labels(name(), "scores", 2, inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Needs.classes(this, inputs, context);
      return ClassLoss.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor excess = excess(inputs.get(0), inputs.get(1)).relu();
      Tensor right = hot(inputs.get(0), inputs.get(1)).equal(1);
      return right.where(Engine.number(excess, 0), excess).sum(1).mean();
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? ofLabel()
          : Partial.of(
              "1 where inside the margin, minus their number at the label, * g / n",
              passage -> {
                Tensor scores = passage.input(0);
                Tensor hot = hot(scores, passage.input(1));
                Tensor idle = excess(scores, passage.input(1)).lessEqual(0).or(hot.equal(1));
                Tensor inside = idle.where(Engine.number(hot, 0), Engine.number(hot, 1));
                Tensor slopes = inside.minus(hot.times(inside.sumKeep(1)));
                return slopes.times(passage.upstream().over((double) scores.size(0)));
              });
    }

    /** How far each score is inside the margin below the label's. */
    private Tensor excess(Tensor scores, Tensor labels) {
      return scores.minus(scores.takeAlong(1, labels.reshape(-1, 1))).plus(margin);
    }

    private static Tensor hot(Tensor scores, Tensor labels) {
      return labels.oneHot((int) scores.size(1), scores.dtype());
    }
  }

  /**
   * The mean over rows of the sum over wrong classes j of max(0, s_j - s_y + margin)^2 (Tang 2013,
   * arXiv 1306.0239). Shapes: s [n, classes], labels [n].
   */
  record SquaredHinge(double margin) implements ClassLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "squaredHinge",
              "hinge²",
              Role.MIXER,
              "A squared-hinge gate gives scores inside the margin twice their excess, the label"
                  + " minus their sum.",
              "平方合页损失门给间隔不足的得分两倍差额的梯度，正确类得到其总和的相反数。")
          .withCard(
              "sum over j != b of max(0, a[j] - a[b] + margin)^2, the mean over rows",
              "[n, classes], [n] -> []",
              "torch.nn.functional.multi_margin_loss(p=2) * classes");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.labels(name(), "scores", 2, inputs);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Needs.classes(this, inputs, context);
      return ClassLoss.super.value(inputs, output, context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor scores = inputs.get(0);
      Tensor labels = inputs.get(1);
      Tensor ofLabel = scores.takeAlong(1, labels.reshape(-1, 1));
      Tensor excess = scores.minus(ofLabel).plus(margin).relu().square();
      Tensor right = labels.oneHot((int) scores.size(1), scores.dtype()).equal(1);
      return right.where(Engine.number(excess, 0), excess).sum(1).mean();
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? ofLabel()
          : Definitions.partial(
              this, 0, "2 * excess inside the margin, minus their sum at the label, * g / n");
    }
  }

  private static Partial ofLabel() {
    return Partial.none("a label is an integer and has no gradient", "标签是整数，没有梯度");
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
