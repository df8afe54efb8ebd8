// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.IndexException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sums, means, extremes and norms. An axis may be given from the end: -1 is the last. */
public sealed interface ReductionOps extends Operations permits Tensor {

  /** The sum of all elements, a single number; 0 of nothing. Integers and BOOL give I64. */
  default Tensor sum() {
    return Engine.apply(new Reduction.Sum(all(), false), this);
  }

  /** The sums along axes, which vanish. */
  default Tensor sum(int... axes) {
    return Engine.apply(new Reduction.Sum(some("sum", axes), false), this);
  }

  /** The sums along an axis, which stays with size 1. */
  default Tensor sumKeep(int axis) {
    return Engine.apply(new Reduction.Sum(some("sum", axis), true), this);
  }

  /** The mean of all elements, a single number; NaN of nothing. */
  default Tensor mean() {
    return Engine.apply(new Reduction.Mean(all(), false), this);
  }

  /** The means along axes, which vanish. */
  default Tensor mean(int... axes) {
    return Engine.apply(new Reduction.Mean(some("mean", axes), false), this);
  }

  /** The means along an axis, which stays with size 1. */
  default Tensor meanKeep(int axis) {
    return Engine.apply(new Reduction.Mean(some("mean", axis), true), this);
  }

  /** The largest of all elements, NaN if one is; equals share the gradient evenly. */
  default Tensor max() {
    return Engine.apply(new Reduction.MaxOfAll(all(), false), this);
  }

  /** The largest along an axis, which vanishes; the first of equals takes the gradient. */
  default Tensor max(int axis) {
    return Engine.apply(new Reduction.Max(shape().axis(axis, "max"), false), this);
  }

  /** The largest along an axis, which stays with size 1. */
  default Tensor maxKeep(int axis) {
    return Engine.apply(new Reduction.Max(shape().axis(axis, "max"), true), this);
  }

  /** The smallest of all elements, NaN if one is; equals share the gradient evenly. */
  default Tensor min() {
    return Engine.apply(new Reduction.MinOfAll(all(), false), this);
  }

  /** The smallest along an axis, which vanishes; the first of equals takes the gradient. */
  default Tensor min(int axis) {
    return Engine.apply(new Reduction.Min(shape().axis(axis, "min"), false), this);
  }

  /** The smallest along an axis, which stays with size 1. */
  default Tensor minKeep(int axis) {
    return Engine.apply(new Reduction.Min(shape().axis(axis, "min"), true), this);
  }

  /**
   * The 2-norm of all elements, a single number: the square root of the sum of their squares, which
   * neither overflow nor vanish on the way. Gradient 0 where the norm is 0.
   */
  default Tensor norm() {
    return Engine.apply(new Norm.Euclidean(all(), false), this);
  }

  /** The 2-norms along axes, which vanish. */
  default Tensor norm(int... axes) {
    return Engine.apply(new Norm.Euclidean(some("norm", axes), false), this);
  }

  /** The 2-norms along an axis, which stays with size 1. */
  default Tensor normKeep(int axis) {
    return Engine.apply(new Norm.Euclidean(some("norm", axis), true), this);
  }

  /** The 1-norm of all elements, a single number: the sum of their absolute values. */
  default Tensor norm1() {
    return Engine.apply(new Norm.Absolute(all(), false), this);
  }

  /** The 1-norms along axes, which vanish. */
  default Tensor norm1(int... axes) {
    return Engine.apply(new Norm.Absolute(some("norm1", axes), false), this);
  }

  /** The 1-norms along an axis, which stays with size 1. */
  default Tensor norm1Keep(int axis) {
    return Engine.apply(new Norm.Absolute(some("norm1", axis), true), this);
  }

  private Shape shape() {
    return ((Tensor) this).shape();
  }

  private List<Integer> all() {
    return IntStream.range(0, shape().rank()).boxed().toList();
  }

  private List<Integer> some(String operation, int... axes) {
    Shape shape = shape();
    List<Integer> sorted =
        Arrays.stream(axes).map(axis -> shape.axis(axis, operation)).sorted().boxed().toList();
    if (sorted.stream().distinct().count() != sorted.size()) {
      throw new IndexException(
          operation
              + ": axes "
              + Arrays.toString(axes)
              + " of shape "
              + shape
              + " name one axis twice; needs each at most once");
    }
    return sorted;
  }
}
