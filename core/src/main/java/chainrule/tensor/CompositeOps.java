// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Softmax and its kin, and the losses. An axis may be given from the end: -1 is the last. */
public sealed interface CompositeOps extends Operations permits Tensor {

  /** e^this normalized to sum 1 along an axis, without overflow. */
  default Tensor softmax(int axis) {
    return Engine.apply(new Composite.Softmax(axis(axis, "softmax")), this);
  }

  /** The logarithm of {@link #softmax}, without loss where probabilities vanish. */
  default Tensor logSoftmax(int axis) {
    return Engine.apply(new Composite.LogSoftmax(axis(axis, "logSoftmax")), this);
  }

  /** log(sum of e^this) along an axis, which vanishes; -inf of nothing. */
  default Tensor logSumExp(int axis) {
    return Engine.apply(new Composite.LogSumExp(axis(axis, "logsumexp"), false), this);
  }

  /**
   * The mean over rows of -log softmax(this) at the label: what a classifier is trained with.
   *
   * <p>Shapes: this [n, classes], logits; labels [n], I32 or I64.
   *
   * @throws chainrule.error.LabelException if a label is no class
   */
  default Tensor crossEntropy(Tensor labels) {
    return Engine.apply(new Composite.CrossEntropy(), this, labels);
  }

  /** The mean over rows of -sum(y * log softmax(this)). Shapes: this and targets [n, classes]. */
  default Tensor softCrossEntropy(Tensor targets) {
    return Engine.apply(new Composite.SoftCrossEntropy(), this, targets);
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

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }
}
