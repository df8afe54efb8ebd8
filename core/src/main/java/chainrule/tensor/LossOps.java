// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

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
