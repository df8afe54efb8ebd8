// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * Losses of a classifier with PyTorch's options. Shapes: scores [n, classes, ..], labels [n, ..];
 * with class weights a third input, [classes].
 */
public sealed interface LabelLoss extends Composite {

  /** What becomes of the terms. */
  Averaging averaging();

  /** A label whose place counts as absent. */
  long ignored();

  /** The terms as the loss defines them, from scores [n, classes] and labels [n]. */
  Tensor terms(Tensor scores, Tensor labels, Tensor weights);

  /** -log softmax(z) at the label, times its weight, mixed with the mean over classes. */
  record CrossEntropy(double smoothing, long ignored, Averaging averaging) implements LabelLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "weightedCrossEntropy",
              "CE",
              Role.MIXER,
              "A weighted cross-entropy gate gives each logit its probability less its target,"
                  + " times the weight.",
              "加权交叉熵门给每个 logit 的梯度是预测概率减去目标，再乘以类别权重。")
          .withCard(
              "-w[y] * log softmax(a)[y], smoothed and averaged",
              SHAPES,
              "torch.nn.functional.cross_entropy");
    }

    @Override
    public Tensor terms(Tensor scores, Tensor labels, Tensor weights) {
      Tensor log = scores.logSoftmax(1);
      Tensor sharp = weighted(log, labels, weights);
      if (smoothing == 0) {
        return sharp;
      }
      Tensor flat = log.times(weights).sum(1).negate();
      double classes = (double) scores.size(1);
      return sharp.times(1 - smoothing).plus(flat.times(smoothing / classes));
    }
  }

  /** -p at the label, times its weight, of log-probabilities p. */
  record NegativeLogLikelihood(long ignored, Averaging averaging) implements LabelLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "nll",
              "NLL",
              Role.ROUTER,
              "An NLL gate is a gradient router: the log-probability of each label gets minus its"
                  + " share.",
              "负对数似然门是梯度路由器：每个标签处的对数概率得到它那一份回传梯度的相反数。")
          .withCard("-w[y] * a[y], averaged", SHAPES, "torch.nn.functional.nll_loss");
    }

    @Override
    public Tensor terms(Tensor scores, Tensor labels, Tensor weights) {
      return weighted(scores, labels, weights);
    }
  }

  /** Shapes on the card. */
  String SHAPES = "[n, classes, ..], [n, ..], [classes] -> [], or [n, ..] if not averaged";

  private static Tensor weighted(Tensor logs, Tensor labels, Tensor weights) {
    Tensor chosen = logs.takeAlong(1, labels.reshape(-1, 1)).reshape(labels.shape());
    return chosen.times(weights.indexSelect(0, labels)).negate();
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec scores = Needs.floating(name(), inputs.get(0));
    Spec labels = inputs.get(1);
    Spec weights = inputs.get(2);
    String operands = name() + ": scores are " + scores + ", labels are " + labels;
    Shape shape = scores.shape();
    if (shape.rank() < 2 || shape.size(1) < 1 || !labels.shape().equals(shape.without(1))) {
      throw new ShapeException(
          operands + "; needs scores [n, classes, ..], one class at least, and labels [n, ..]");
    }
    if (labels.dtype() != DType.I32 && labels.dtype() != DType.I64) {
      throw new DtypeException(
          operands + "; needs labels of I32 or I64",
          "give the class of each place as a whole number from 0");
    }
    if (!weights.equals(new Spec(scores.dtype(), Shape.of(shape.size(1))))) {
      throw new ShapeException(
          operands
              + ", weights are "
              + weights
              + "; needs one weight a class, "
              + new Spec(scores.dtype(), Shape.of(shape.size(1))));
    }
    return new Spec(scores.dtype(), averaging().shape(labels.shape()));
  }

  @Override
  default Operand value(List<Operand> inputs, Spec output, Context context) {
    Needs.classes(this, inputs, ignored(), context);
    return Composite.super.value(inputs, output, context);
  }

  @Override
  default Tensor define(List<Tensor> inputs) {
    Tensor labels = inputs.get(1);
    KeptRows kept = KeptRows.of(labels, ignored());
    Tensor weights = inputs.get(2);
    Tensor classes = kept.classes();
    Tensor terms = kept.only(terms(kept.of(byRows(inputs.get(0))), classes, weights));
    return switch (averaging()) {
      case MEAN -> terms.sum().over(kept.only(weights.indexSelect(0, classes)).sum());
      case ROWS -> terms.sum().over((double) labels.size(0));
      case SUM -> terms.sum();
      case NONE -> terms.indexAdd(0, kept.places(), labels.count()).reshape(labels.shape());
    };
  }

  /** Which rows count is known with the labels alone, so there are no fixed gates to show. */
  @Override
  default Optional<Tensor> split(List<Tensor> inputs) {
    return Optional.empty();
  }

  /** Scores [n, classes, ..] with a row for each label. */
  private static Tensor byRows(Tensor scores) {
    if (scores.rank() == 2) {
      return scores;
    }
    int[] order = new int[scores.rank()];
    for (int axis = 1; axis < order.length - 1; axis++) {
      order[axis] = axis + 1;
    }
    order[order.length - 1] = 1;
    long rows = scores.shape().without(1).count();
    return scores.permute(order).reshape(rows, scores.size(1));
  }

  @Override
  default Partial partial(int input) {
    return switch (input) {
      case 1 -> Partial.none("a label is an integer and has no gradient", "标签是整数，没有梯度");
      case 0 -> Definitions.partial(this, 0, "the definition's, 0 where the label is ignored");
      default -> Definitions.partial(this, 2, "through the definition");
    };
  }
}
