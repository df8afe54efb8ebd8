// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * Each element joined with all before it along an axis; {@code x.flip(axis)} before and after joins
 * it with all behind it. An axis may be given from the end: -1 is the last.
 */
public sealed interface ScanOps extends Operations permits Tensor {

  /** The sum of all elements up to each along an axis; integers and BOOL give I64. */
  default Tensor cumsum(int axis) {
    return Engine.apply(new Scan.CumulativeSum(axis(axis, "cumsum")), this);
  }

  /**
   * The product of all elements up to each along an axis; integers and BOOL give I64. The gradient
   * is right where elements are 0.
   */
  default Tensor cumprod(int axis) {
    return Engine.apply(new Scan.CumulativeProduct(axis(axis, "cumprod")), this);
  }

  /**
   * The largest element up to each along an axis, NaN from the first NaN on; the last of equals
   * takes the gradient.
   */
  default Tensor cummax(int axis) {
    return Engine.apply(new Scan.CumulativeMax(axis(axis, "cummax")), this);
  }

  /**
   * The smallest element up to each along an axis, NaN from the first NaN on; the last of equals
   * takes the gradient.
   */
  default Tensor cummin(int axis) {
    return Engine.apply(new Scan.CumulativeMin(axis(axis, "cummin")), this);
  }

  /** log(sum of e^this up to each) along an axis, without overflow. */
  default Tensor logCumSumExp(int axis) {
    return Engine.apply(new Scan.LogCumulativeSumExp(axis(axis, "logcumsumexp")), this);
  }

  /**
   * A linear recurrence along an axis: {@code out[i] = this[i] + factors[i] * out[i - 1]}, from 0
   * before the first. Shapes: both alike.
   *
   * <p>With every factor 0.9 it adds up rewards discounted by 0.9 a step; with every factor 1 it is
   * {@link #cumsum}.
   */
  default Tensor recurrence(int axis, Tensor factors) {
    return Engine.apply(new Scan.Recurrence(axis(axis, "recurrence")), this, factors);
  }

  private int axis(int axis, String operation) {
    return ((Tensor) this).shape().axis(axis, operation);
  }
}
