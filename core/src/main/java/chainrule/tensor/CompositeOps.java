// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** Softmax and its kin, and maxout. An axis may be given from the end: -1 is the last. */
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
   * The largest of each group of {@code pieces} neighbors along the last axis; the first of equals
   * takes the gradient.
   *
   * <p>Shapes: [.., groups * pieces] gives [.., groups].
   *
   * @throws ArgumentException if there is no piece
   */
  default Tensor maxout(int pieces) {
    if (pieces < 1) {
      throw new ArgumentException("maxout: groups of " + pieces + "; needs 1 or more in each");
    }
    return Engine.apply(new Composite.Maxout(pieces), this);
  }

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }
}
