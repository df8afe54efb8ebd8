// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;

/**
 * Sorting, medians and quantiles. Order is total and stable: -0 and 0 are equal, NaN is larger than
 * all, equals keep their order. Gradients pass to the elements that were taken. -1 is the last
 * axis.
 */
public sealed interface OrderingOps extends Operations permits Tensor {

  /** The places of the elements along an axis in ascending order, I64. */
  default Tensor argsort(int axis) {
    return argsort(axis, false);
  }

  /** The places of the elements along an axis in ascending or descending order, I64. */
  default Tensor argsort(int axis, boolean descending) {
    return Engine.apply(new Ordering.ArgSort(axis(axis, "argsort"), descending), this);
  }

  /** The elements along an axis in ascending order, NaN last. */
  default Tensor sort(int axis) {
    return sort(axis, false);
  }

  /** The elements along an axis in ascending order, NaN last, or descending, NaN first. */
  default Tensor sort(int axis, boolean descending) {
    return Named.method(
        "sort",
        () -> {
          int along = axis(axis, "sort");
          return self().takeAlong(along, argsort(along, descending));
        });
  }

  /** The k largest along an axis in descending order; NaN is the largest. */
  default TopK topk(long k, int axis) {
    return topk(k, axis, true);
  }

  /**
   * The k largest along an axis in descending order, or the k smallest in ascending order; equals
   * in the order of their places. Shapes: the axis becomes k.
   *
   * @throws ArgumentException if there are not k elements
   */
  default TopK topk(long k, int axis, boolean largest) {
    return Named.method(
        "topk",
        () -> {
          int along = axis(axis, "topk");
          checkCount("topk", k, 0, along);
          Tensor indices = argsort(along, largest).slice(along, 0, k);
          return new TopK(self().takeAlong(along, indices), indices);
        });
  }

  /**
   * The k-th smallest along an axis, which vanishes: 1 is the smallest.
   *
   * @throws ArgumentException if there are not k elements
   */
  default Tensor kthValue(long k, int axis) {
    return Named.method(
        "kthValue",
        () -> {
          int along = axis(axis, "kthValue");
          checkCount("kthValue", k, 1, along);
          return taken(along, argsort(along).slice(along, k - 1, k));
        });
  }

  /**
   * The median of all elements, a single number: the lower of two in the middle, NaN if one is.
   *
   * @throws ShapeException if there is no element
   */
  default Tensor median() {
    return Named.method("median", () -> self().flatten().median(0));
  }

  /** The median along an axis, which vanishes: the lower of two in the middle, NaN if one is. */
  default Tensor median(int axis) {
    return Named.method(
        "median",
        () -> {
          int along = axis(axis, "median");
          return taken(along, argmedian(along, true));
        });
  }

  /** The place of the median along an axis, which vanishes, I64. */
  default Tensor argmedian(int axis) {
    return argmedian(axis, false);
  }

  /** The place of the median along an axis, which stays with size 1 if kept, I64. */
  default Tensor argmedian(int axis, boolean keep) {
    return Engine.apply(new Ordering.ArgMedian(axis(axis, "argmedian"), keep), this);
  }

  /** The most frequent element along an axis, which vanishes; the smallest of equally frequent. */
  default Tensor mode(int axis) {
    return Named.method(
        "mode",
        () -> {
          int along = axis(axis, "mode");
          return taken(along, argmode(along, true));
        });
  }

  /** The last place of the most frequent element along an axis, which vanishes, I64. */
  default Tensor argmode(int axis) {
    return argmode(axis, false);
  }

  /** The last place of the most frequent element, the axis kept with size 1 if asked, I64. */
  default Tensor argmode(int axis, boolean keep) {
    return Engine.apply(new Ordering.ArgMode(axis(axis, "argmode"), keep), this);
  }

  /** The quantile of all elements, a single number; NaN if one is. */
  default Tensor quantile(double q) {
    return Named.method("quantile", () -> self().flatten().quantile(q, 0));
  }

  /** The quantile along an axis, which vanishes, interpolated linearly; NaN if an element is. */
  default Tensor quantile(double q, int axis) {
    return quantile(q, axis, Interpolation.LINEAR);
  }

  /**
   * The quantile along an axis, which vanishes: the element at place {@code q * (n - 1)} in order,
   * or what the interpolation makes of its two neighbors. NaN if an element is.
   *
   * @param q 0 for the smallest, 1 for the largest
   * @throws ArgumentException if q is not from 0 to 1
   * @throws ShapeException if the axis is empty
   */
  default Tensor quantile(double q, int axis, Interpolation interpolation) {
    if (!(q >= 0 && q <= 1)) {
      throw new ArgumentException("quantile: q is " + q + "; needs 0 to 1");
    }
    int along = axis(axis, "quantile");
    Spec spec = Needs.floating("quantile", self().spec());
    if (spec.shape().size(along) == 0) {
      throw new ShapeException(
          "quantile: axis " + axis + " of " + spec + " is empty; needs at least one element");
    }
    return Named.method("quantile", () -> Quantiles.of(sort(along), along, q, interpolation));
  }

  /** The place of the largest of all elements in row-major order, I64; the first of equals. */
  default Tensor argmax() {
    return self().flatten().argmax(0);
  }

  /** The place of the smallest of all elements in row-major order, I64; the first of equals. */
  default Tensor argmin() {
    return self().flatten().argmin(0);
  }

  /** The place of the largest up to each along an axis, I64: the last of equals, the first NaN. */
  default Tensor cumArgmax(int axis) {
    return Engine.apply(new Ordering.CumulativeArgMax(axis(axis, "cumArgmax")), this);
  }

  /** The place of the smallest up to each along an axis, I64: the last of equals, the first NaN. */
  default Tensor cumArgmin(int axis) {
    return Engine.apply(new Ordering.CumulativeArgMin(axis(axis, "cumArgmin")), this);
  }

  /** Where values belong among these ascending elements, before their equals, I64. */
  default Tensor searchSorted(Tensor values) {
    return searchSorted(values, false);
  }

  /**
   * Where values belong among these ascending elements, so that order stays: before their equals or
   * behind them, I64.
   *
   * <p>Shapes: [n] and any; or [.., n] and [.., m], with equal leading axes.
   *
   * @throws ArgumentException if the elements do not ascend along the last axis
   */
  default Tensor searchSorted(Tensor values, boolean behind) {
    return Engine.apply(new Ordering.SearchSorted(behind), this, values);
  }

  /** The number of the bucket of each element, by ascending boundaries [n] between them, I64. */
  default Tensor bucketize(Tensor boundaries) {
    return Named.method("bucketize", () -> boundaries.searchSorted(self()));
  }

  /**
   * The different elements in ascending order, without gradient; NaN once and last. Shapes: [n].
   */
  default Tensor unique() {
    return Named.method("unique", () -> Found.in(self(), "unique", all -> Unique.of(all).values()));
  }

  /**
   * The different elements in ascending order, how often each occurs, and which each element is.
   */
  default Unique uniqueCounts() {
    return Named.method("uniqueCounts", () -> Unique.in(self()));
  }

  private Tensor self() {
    return (Tensor) this;
  }

  private int axis(int axis, String operation) {
    return self().shape().axis(axis, operation);
  }

  /** The elements at kept places, the axis then dropped. */
  private Tensor taken(int axis, Tensor places) {
    return self().takeAlong(axis, places).reshape(self().shape().without(axis));
  }

  private void checkCount(String name, long k, long least, int axis) {
    Shape shape = self().shape();
    if (k < least || k > shape.size(axis)) {
      throw new ArgumentException(
          name
              + ": k is "
              + k
              + " on axis "
              + axis
              + " of "
              + self().spec()
              + "; needs "
              + least
              + " to "
              + shape.size(axis));
    }
  }
}
