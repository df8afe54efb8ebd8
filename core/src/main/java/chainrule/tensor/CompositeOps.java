// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** Softmax and its kin, maxout and GLU. An axis may be given from the end: -1 is the last. */
public sealed interface CompositeOps extends Operations permits Tensor {

  /**
   * e^this normalized to sum 1 along an axis, without overflow; all NaN where one is +inf or NaN,
   * or all are -inf.
   */
  default Tensor softmax(int axis) {
    return Engine.apply(new Composite.Softmax(axis(axis, "softmax")), this);
  }

  /** The logarithm of {@link #softmax}, without loss where probabilities vanish. */
  default Tensor logSoftmax(int axis) {
    return Engine.apply(new Composite.LogSoftmax(axis(axis, "logSoftmax")), this);
  }

  /**
   * {@link #softmax(int)} of this over a temperature: the higher, the more even.
   *
   * @throws ArgumentException if the temperature is not positive and finite
   */
  default Tensor softmax(int axis, double temperature) {
    return Named.method("softmax", () -> cooled("softmax", temperature).softmax(axis));
  }

  /**
   * {@link #logSoftmax(int)} of this over a temperature.
   *
   * @throws ArgumentException if the temperature is not positive and finite
   */
  default Tensor logSoftmax(int axis, double temperature) {
    return Named.method("logSoftmax", () -> cooled("logSoftmax", temperature).logSoftmax(axis));
  }

  /** {@link #softmax(int)} of minus this: the smallest gets most. */
  default Tensor softmin(int axis) {
    return Named.method(
        "softmin",
        () -> {
          int checked = axis(axis, "softmin");
          return ((Tensor) this).negate().softmax(checked);
        });
  }

  /** log(sum of e^this) along axes, which vanish, or of all elements; -inf of nothing. */
  default Tensor logSumExp(int... axes) {
    return Engine.apply(
        new Composite.LogSumExp(Axes.someOrAll(this, "logsumexp", axes), false), this);
  }

  /** log(sum of e^this) along axes, or of all elements, which stay with size 1. */
  default Tensor logSumExpKeep(int... axes) {
    return Engine.apply(
        new Composite.LogSumExp(Axes.someOrAll(this, "logsumexp", axes), true), this);
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

  /**
   * The first half along an axis times the sigmoid of the second.
   *
   * <p>Shapes: [.., 2n, ..] gives [.., n, ..].
   *
   * @throws chainrule.error.ShapeException if the axis has no two halves
   */
  default Tensor glu(int axis) {
    return Engine.apply(new Composite.Glu(axis(axis, "glu")), this);
  }

  private Tensor cooled(String name, double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          name + ": temperature " + temperature + "; needs a finite number above 0");
    }
    return ((Tensor) this).over(temperature);
  }

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }
}
