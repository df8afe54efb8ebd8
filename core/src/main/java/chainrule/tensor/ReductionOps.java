// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Sums, means, products and extremes. An axis may be given from the end: -1 is the last. */
public sealed interface ReductionOps extends Operations permits Tensor {

  /** The sum of all elements, a single number; 0 of nothing. Integers and BOOL give I64. */
  default Tensor sum() {
    return Engine.apply(new Reduction.Sum(Axes.all(this), false), this);
  }

  /** The sum along axes, which vanish. */
  default Tensor sum(int... axes) {
    return Engine.apply(new Reduction.Sum(Axes.some(this, "sum", axes), false), this);
  }

  /** The sum of all elements, every axis kept with size 1. */
  default Tensor sumKeep() {
    return Engine.apply(new Reduction.Sum(Axes.all(this), true), this);
  }

  /** The sum along axes, which stay with size 1. */
  default Tensor sumKeep(int... axes) {
    return Engine.apply(new Reduction.Sum(Axes.some(this, "sum", axes), true), this);
  }

  /** The mean of all elements, a single number; NaN of nothing. */
  default Tensor mean() {
    return Engine.apply(new Reduction.Mean(Axes.all(this), false), this);
  }

  /** The mean along axes, which vanish. */
  default Tensor mean(int... axes) {
    return Engine.apply(new Reduction.Mean(Axes.some(this, "mean", axes), false), this);
  }

  /** The mean of all elements, every axis kept with size 1. */
  default Tensor meanKeep() {
    return Engine.apply(new Reduction.Mean(Axes.all(this), true), this);
  }

  /** The mean along axes, which stay with size 1. */
  default Tensor meanKeep(int... axes) {
    return Engine.apply(new Reduction.Mean(Axes.some(this, "mean", axes), true), this);
  }

  /** The product of all elements, a single number; 1 of nothing. Integers and BOOL give I64. */
  default Tensor prod() {
    return Engine.apply(new Reduction.Product(Axes.all(this), false), this);
  }

  /** The product along axes, which vanish. */
  default Tensor prod(int... axes) {
    return Engine.apply(new Reduction.Product(Axes.some(this, "prod", axes), false), this);
  }

  /** The product of all elements, every axis kept with size 1. */
  default Tensor prodKeep() {
    return Engine.apply(new Reduction.Product(Axes.all(this), true), this);
  }

  /** The product along axes, which stay with size 1. */
  default Tensor prodKeep(int... axes) {
    return Engine.apply(new Reduction.Product(Axes.some(this, "prod", axes), true), this);
  }

  /** The largest of all elements, NaN if one is; equals share the gradient evenly. */
  default Tensor max() {
    return Named.method("max", () -> amax());
  }

  /** The largest along an axis, which vanishes; the first of equals takes the gradient. */
  default Tensor max(int axis) {
    return Engine.apply(new Reduction.Max(((Tensor) this).shape().axis(axis, "max"), false), this);
  }

  /** The largest along an axis, which stays with size 1. */
  default Tensor maxKeep(int axis) {
    return Engine.apply(new Reduction.Max(((Tensor) this).shape().axis(axis, "max"), true), this);
  }

  /**
   * The largest along axes, which vanish; along all if none is named. NaN if one is; equals share
   * the gradient evenly.
   */
  default Tensor amax(int... axes) {
    return Engine.apply(new Reduction.MaxOfAll(Axes.someOrAll(this, "amax", axes), false), this);
  }

  /** The largest along axes, or all, which stay with size 1; equals share the gradient evenly. */
  default Tensor amaxKeep(int... axes) {
    return Engine.apply(new Reduction.MaxOfAll(Axes.someOrAll(this, "amax", axes), true), this);
  }

  /** The smallest of all elements, NaN if one is; equals share the gradient evenly. */
  default Tensor min() {
    return Named.method("min", () -> amin());
  }

  /** The smallest along an axis, which vanishes; the first of equals takes the gradient. */
  default Tensor min(int axis) {
    return Engine.apply(new Reduction.Min(((Tensor) this).shape().axis(axis, "min"), false), this);
  }

  /** The smallest along an axis, which stays with size 1. */
  default Tensor minKeep(int axis) {
    return Engine.apply(new Reduction.Min(((Tensor) this).shape().axis(axis, "min"), true), this);
  }

  /**
   * The smallest along axes, which vanish; along all if none is named. NaN if one is; equals share
   * the gradient evenly.
   */
  default Tensor amin(int... axes) {
    return Engine.apply(new Reduction.MinOfAll(Axes.someOrAll(this, "amin", axes), false), this);
  }

  /** The smallest along axes, or all, which stay with size 1; equals share the gradient evenly. */
  default Tensor aminKeep(int... axes) {
    return Engine.apply(new Reduction.MinOfAll(Axes.someOrAll(this, "amin", axes), true), this);
  }
}
