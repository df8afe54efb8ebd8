// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** The losses: one number that says how far this prediction is from its target. None broadcasts. */
public sealed interface LossOps extends Operations permits Tensor {

  /**
   * The mean over rows of -log softmax(this) at the label: what a classifier is trained with.
   *
   * <p>Shapes: this [n, classes], logits; labels [n], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   */
  default Tensor crossEntropy(Tensor labels) {
    return Engine.apply(new ClassLoss.CrossEntropy(), this, labels);
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
    if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException("hinge: margin " + margin + "; needs a positive number");
    }
    return Engine.apply(new ClassLoss.Hinge(margin), this, labels);
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
