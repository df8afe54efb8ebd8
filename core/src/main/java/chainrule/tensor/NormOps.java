// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import java.util.List;

/** How long vectors are. An axis may be given from the end: -1 is the last. */
public sealed interface NormOps extends Operations permits Tensor {

  /**
   * The 2-norm of all elements, a single number: the square root of the sum of their squares, which
   * neither overflow nor vanish on the way. Gradient 0 where the norm is 0.
   */
  default Tensor norm() {
    return Engine.apply(new Norm.Euclidean(Axes.all(this), false), this);
  }

  /** The 2-norms along axes, which vanish. */
  default Tensor norm(int... axes) {
    return Engine.apply(new Norm.Euclidean(Axes.some(this, "norm", axes), false), this);
  }

  /** The 2-norms along axes, which stay with size 1. */
  default Tensor normKeep(int... axes) {
    return Engine.apply(new Norm.Euclidean(Axes.some(this, "norm", axes), true), this);
  }

  /** The 1-norm of all elements, a single number: the sum of their absolute values. */
  default Tensor norm1() {
    return Engine.apply(new Norm.Absolute(Axes.all(this), false), this);
  }

  /** The 1-norms along axes, which vanish. */
  default Tensor norm1(int... axes) {
    return Engine.apply(new Norm.Absolute(Axes.some(this, "norm1", axes), false), this);
  }

  /** The 1-norms along axes, which stay with size 1. */
  default Tensor norm1Keep(int... axes) {
    return Engine.apply(new Norm.Absolute(Axes.some(this, "norm1", axes), true), this);
  }

  /**
   * The p-norm along axes, which vanish, or of all elements if none is named: {@code (sum of
   * |a|^p)^(1 / p)}; the largest absolute value for infinity, the smallest for minus infinity.
   * Powers neither overflow nor vanish on the way. Gradient 0 at elements that are 0.
   *
   * @param p a number above 0, or an infinity
   * @throws ArgumentException if it is another
   */
  default Tensor pNorm(double p, int... axes) {
    return pNorm(p, false, axes);
  }

  /** The p-norm along axes, or of all elements, which stay with size 1. */
  default Tensor pNormKeep(double p, int... axes) {
    return pNorm(p, true, axes);
  }

  private Tensor pNorm(double p, boolean keep, int... named) {
    if (!(p > 0) && p != Double.NEGATIVE_INFINITY) {
      throw new ArgumentException(
          "pNorm: p is " + p + "; needs a number above 0, or an infinity",
          p == 0 ? "countNonzero() counts the elements that are not 0" : "norm() is the 2-norm");
    }
    return Named.method(
        "pNorm", () -> Engine.apply(norm(p, Axes.someOrAll(this, "pNorm", named), keep), this));
  }

  private static Norm norm(double p, List<Integer> axes, boolean keep) {
    if (p == 1) {
      return new Norm.Absolute(axes, keep);
    } else if (p == 2) {
      return new Norm.Euclidean(axes, keep);
    } else if (p == Double.POSITIVE_INFINITY) {
      return new Norm.Largest(axes, keep);
    }
    return p < 0 ? new Norm.Smallest(axes, keep) : new Norm.Power(p, axes, keep);
  }
}
