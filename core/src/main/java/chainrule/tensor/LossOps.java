// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;

/** The losses: one number that says how far this prediction is from its target. None broadcasts. */
public sealed interface LossOps extends Operations permits Tensor {

  /**
   * The mean over rows of -log softmax(this) at the label: what a classifier is trained with. Rows
   * labeled {@link LabelOptions#IGNORED} are left out; if all are, the mean is NaN.
   *
   * <p>Shapes: this [n, classes], logits; labels [n], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   */
  default Tensor crossEntropy(Tensor labels) {
    return Engine.apply(new ClassLoss.CrossEntropy(), this, labels);
  }

  /**
   * Cross-entropy with class weights, label smoothing, another ignored label or averaging. A mean
   * is over the weights of the labels.
   *
   * <p>Shapes: this [n, classes, ..], logits; labels [n, ..], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   */
  default Tensor crossEntropy(Tensor labels, LabelOptions options) {
    var loss =
        new LabelLoss.CrossEntropy(options.smoothing(), options.ignored(), options.averaging());
    return Engine.apply(loss, this, labels, weights(options, loss));
  }

  /** The mean of -this at the label, of log-probabilities. Shapes: [n, classes, ..], [n, ..]. */
  default Tensor nll(Tensor labels) {
    return nll(labels, LabelOptions.plain());
  }

  /**
   * The negative log-likelihood of log-probabilities, such as {@code logSoftmax} gives, with class
   * weights, another ignored label or averaging.
   *
   * <p>Shapes: this [n, classes, ..]; labels [n, ..], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   * @throws ArgumentException if the options ask for smoothing, which belongs to crossEntropy
   */
  default Tensor nll(Tensor labels, LabelOptions options) {
    if (options.smoothing() != 0) {
      throw new ArgumentException(
          "nll: smoothing " + options.smoothing() + "; only cross-entropy is smoothed",
          "use crossEntropy(labels, options) on logits");
    }
    var loss = new LabelLoss.NegativeLogLikelihood(options.ignored(), options.averaging());
    return Engine.apply(loss, this, labels, weights(options, loss));
  }

  private Tensor weights(LabelOptions options, LabelLoss loss) {
    Tensor scores = (Tensor) this;
    if (options.weights().isPresent()) {
      return options.weights().get();
    }
    if (scores.rank() < 2) {
      throw new ShapeException(
          loss.name() + ": scores are " + scores.spec() + "; needs scores [n, classes, ..]");
    }
    Needs.floating(loss.name(), scores.spec());
    return Tensor.plain(Memory.full(scores.dtype(), Shape.of(scores.size(1)), 1));
  }

  /** The mean over rows of -sum(y * log softmax(this)). Shapes: this and targets [n, classes]. */
  default Tensor softCrossEntropy(Tensor targets) {
    return Engine.apply(new ClassLoss.SoftCrossEntropy(), this, targets);
  }

  /** The multiclass hinge loss of margin 1. */
  default Tensor hinge(Tensor labels) {
    return hinge(labels, 1);
  }

  /**
   * The multiclass hinge loss, as of a support vector machine: the mean over rows of the sum over
   * wrong classes j of max(0, s_j - s_y + margin), s being this and y the label. Unlike PyTorch's
   * {@code multi_margin_loss} it is not divided by the number of classes. Gradient 0 where the
   * margin is just kept.
   *
   * <p>Shapes: this [n, classes], scores of two classes or more; labels [n], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   * @throws ArgumentException if the margin is not positive and finite
   */
  default Tensor hinge(Tensor labels, double margin) {
    return Engine.apply(new ClassLoss.Hinge(positive("hinge", "margin", margin)), this, labels);
  }

  /** The multiclass hinge loss of margin 1 with its terms squared; see {@link #hinge}. */
  default Tensor squaredHinge(Tensor labels) {
    return squaredHinge(labels, 1);
  }

  /**
   * The multiclass hinge loss with its terms squared, which has a gradient at the margin, too.
   *
   * <p>Shapes: this [n, classes], scores of two classes or more; labels [n], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   * @throws ArgumentException if the margin is not positive and finite
   */
  default Tensor squaredHinge(Tensor labels, double margin) {
    var loss = new ClassLoss.SquaredHinge(positive("squaredHinge", "margin", margin));
    return Engine.apply(loss, this, labels);
  }

  private static double positive(String name, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          name + ": " + what + " " + value + "; needs a positive number that is finite");
    }
    return value;
  }

  private static double finite(String name, String what, double value) {
    if (!Double.isFinite(value)) {
      throw new ArgumentException(name + ": " + what + " " + value + "; needs a finite number");
    }
    return value;
  }

  /** The mean of |this - target|. Shapes: equal. */
  default Tensor l1(Tensor target) {
    return l1(target, Averaging.MEAN);
  }

  /** |this - target|, averaged. Shapes: equal. */
  default Tensor l1(Tensor target, Averaging averaging) {
    return Engine.apply(new PairLoss.L1(averaging), this, target);
  }

  /** The Huber loss of delta 1, the mean over all elements. Shapes: equal. */
  default Tensor huber(Tensor target) {
    return huber(target, 1, Averaging.MEAN);
  }

  /**
   * The Huber loss (1964, doi:10.1214/aoms/1177703732): half the square of an error up to delta,
   * beyond it delta * (|error| - delta / 2).
   *
   * <p>Shapes: equal.
   *
   * @throws ArgumentException if delta is not positive and finite
   */
  default Tensor huber(Tensor target, double delta, Averaging averaging) {
    var loss = new PairLoss.Huber(positive("huber", "delta", delta), averaging);
    return Engine.apply(loss, this, target);
  }

  /** The smooth L1 loss of beta 1, the mean over all elements. Shapes: equal. */
  default Tensor smoothL1(Tensor target) {
    return smoothL1(target, 1, Averaging.MEAN);
  }

  /**
   * The smooth L1 loss: the Huber loss over beta, and the L1 loss for beta 0.
   *
   * <p>Shapes: equal.
   *
   * @throws ArgumentException if beta is negative or not finite
   */
  default Tensor smoothL1(Tensor target, double beta, Averaging averaging) {
    if (beta != 0) {
      positive("smoothL1", "beta", beta);
    }
    return Engine.apply(new PairLoss.SmoothL1(beta, averaging), this, target);
  }

  /**
   * The divergence of Kullback and Leibler of log-probabilities, such as {@code logSoftmax} gives,
   * from probabilities: target * (log target - this), 0 where the target is 0, the mean over all
   * elements. {@link Averaging#ROWS} gives the divergence as mathematics has it.
   *
   * <p>Shapes: equal.
   */
  default Tensor klDivergence(Tensor target) {
    return klDivergence(target, false, Averaging.MEAN);
  }

  /** The divergence from probabilities or their logarithms, averaged. Shapes: equal. */
  default Tensor klDivergence(Tensor target, boolean logTarget, Averaging averaging) {
    return Engine.apply(new PairLoss.Divergence(logTarget, averaging), this, target);
  }

  /** The focal loss of alpha 0.25 and gamma 2, the mean over all elements. Shapes: equal. */
  default Tensor focal(Tensor target) {
    return focal(target, 0.25, 2, Averaging.MEAN);
  }

  /**
   * The focal loss of logits: binary cross-entropy weighted by alpha where the target is 1, by 1 -
   * alpha where it is 0, and by how unsure the answer is to the power gamma (Lin et al. 2017, arXiv
   * 1708.02002).
   *
   * <p>Shapes: equal. Range: target 0 to 1.
   *
   * @throws ArgumentException if alpha is not from 0 to 1, or gamma is negative or not finite
   */
  default Tensor focal(Tensor target, double alpha, double gamma, Averaging averaging) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new ArgumentException("focal: alpha " + alpha + "; needs a number from 0 to 1");
    }
    if (gamma != 0) {
      positive("focal", "gamma", gamma);
    }
    return Engine.apply(new PairLoss.Focal(alpha, gamma, averaging), this, target);
  }

  /** Cosine embedding loss of margin 0, the mean over rows; see the long form. */
  default Tensor cosineEmbedding(Tensor other, Tensor target) {
    return cosineEmbedding(other, target, 0, Averaging.MEAN);
  }

  /**
   * 1 - cos(this, other) for rows with target 1, max(0, cos - margin) for rows with target -1, 0
   * for rows with another. Squared lengths get 1e-12 added, as in PyTorch.
   *
   * <p>Shapes: this and other [n, d], target [n] of the same type.
   *
   * @throws ArgumentException if the margin is not finite
   */
  default Tensor cosineEmbedding(Tensor other, Tensor target, double margin, Averaging averaging) {
    var loss = new DistanceLoss.Cosine(finite("cosineEmbedding", "margin", margin), averaging);
    return Engine.apply(loss, this, other, target);
  }

  /** Margin ranking loss of margin 0, the mean; see the long form. */
  default Tensor marginRanking(Tensor other, Tensor target) {
    return marginRanking(other, target, 0, Averaging.MEAN);
  }

  /**
   * max(0, -target * (this - other) + margin): this is to be larger where the target is 1, smaller
   * where it is -1. Gradient 0 where the margin is just kept.
   *
   * <p>Shapes: all equal.
   *
   * @throws ArgumentException if the margin is not finite
   */
  default Tensor marginRanking(Tensor other, Tensor target, double margin, Averaging averaging) {
    var loss = new DistanceLoss.Ranking(finite("marginRanking", "margin", margin), averaging);
    return Engine.apply(loss, this, other, target);
  }

  /** Triplet loss of margin 1 without swap, the mean over rows; see the long form. */
  default Tensor tripletMargin(Tensor positive, Tensor negative) {
    return tripletMargin(positive, negative, 1, false, Averaging.MEAN);
  }

  /**
   * max(0, |this - positive| - |this - negative| + margin) for each row, with 2-norms of the
   * differences plus 1e-6; with swap the smaller of |this - negative| and |positive - negative|
   * counts.
   *
   * <p>Shapes: all [n, d].
   *
   * @throws ArgumentException if the margin is not positive and finite
   */
  default Tensor tripletMargin(
      Tensor positive, Tensor negative, double margin, boolean swap, Averaging averaging) {
    var loss =
        new DistanceLoss.Triplet(positive("tripletMargin", "margin", margin), swap, averaging);
    return Engine.apply(loss, this, positive, negative);
  }

  /**
   * Binary cross-entropy of probabilities: the mean of -(t * log p + (1 - t) * log(1 - p)), each
   * logarithm at least -100, so that it is finite at p = 0 and 1. The gradient divides by p * (1 -
   * p), at least 1e-12. Both bounds are PyTorch's.
   *
   * <p>Shapes: equal. Range: this 0 to 1.
   *
   * @throws ArgumentException if this holds a number below 0 or above 1
   */
  default Tensor bce(Tensor target) {
    return Engine.apply(new BinaryLoss.OfProbabilities(), this, target);
  }

  /**
   * Binary cross-entropy of {@code sigmoid(this)}, without loss where the sigmoid is near 0 or 1.
   *
   * <p>Shapes: equal.
   */
  default Tensor bceWithLogits(Tensor target) {
    return Engine.apply(new BinaryLoss.OfLogits(), this, target);
  }

  /** The sum of all squared differences. Shapes: equal. */
  default Tensor sumOfSquares(Tensor target) {
    return Engine.apply(new SquaredLoss.SumOfSquares(), this, target);
  }

  /** Squared differences summed over outputs, averaged over samples. Shapes: equal. */
  default Tensor quadraticCost(Tensor target) {
    return Engine.apply(new SquaredLoss.QuadraticCost(), this, target);
  }

  /** The mean of all squared differences. Shapes: equal. */
  default Tensor mse(Tensor target) {
    return Engine.apply(new SquaredLoss.Mse(), this, target);
  }

  /** Half the mean of all squared differences. Shapes: equal. */
  default Tensor halfMse(Tensor target) {
    return Engine.apply(new SquaredLoss.HalfMse(), this, target);
  }
}
