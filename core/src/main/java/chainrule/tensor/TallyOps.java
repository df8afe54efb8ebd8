// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * Variances, and how many elements are not 0. An axis may be given from the end: -1 is the last.
 */
public sealed interface TallyOps extends Operations permits Tensor {

  /** The variance along axes, or of all elements, with correction 1: over n - 1. */
  default Tensor variance(int... axes) {
    return variance(1, false, axes);
  }

  /**
   * The variance along axes, or of all elements if none is named, over n - correction: 0 for all
   * there are, 1 for a sample of more. NaN or infinity where that is 0 or less.
   *
   * @param keep whether the axes stay with size 1
   */
  default Tensor variance(double correction, boolean keep, int... axes) {
    return Engine.apply(
        new Deviation.Variance(correction, Axes.someOrAll(this, "variance", axes), keep), this);
  }

  /** The standard deviation along axes, or of all elements, with correction 1: over n - 1. */
  default Tensor std(int... axes) {
    return std(1, false, axes);
  }

  /**
   * The standard deviation along axes, or of all elements if none is named, over n - correction: 0
   * for all there are, 1 for a sample of more. NaN or infinity where that is 0 or less.
   *
   * @param keep whether the axes stay with size 1
   */
  default Tensor std(double correction, boolean keep, int... axes) {
    return Engine.apply(
        new Deviation.Standard(correction, Axes.someOrAll(this, "std", axes), keep), this);
  }

  /** Whether an element along axes, or any at all, is not 0, BOOL; false of nothing. */
  default Tensor any(int... axes) {
    return Engine.apply(new Tally.Any(Axes.someOrAll(this, "any", axes), false), this);
  }

  /** The same, the axes kept with size 1. */
  default Tensor anyKeep(int... axes) {
    return Engine.apply(new Tally.Any(Axes.someOrAll(this, "any", axes), true), this);
  }

  /** Whether every element along axes, or of all, is not 0, BOOL; true of nothing. */
  default Tensor all(int... axes) {
    return Engine.apply(new Tally.All(Axes.someOrAll(this, "all", axes), false), this);
  }

  /** The same, the axes kept with size 1. */
  default Tensor allKeep(int... axes) {
    return Engine.apply(new Tally.All(Axes.someOrAll(this, "all", axes), true), this);
  }

  /** How many elements along axes, or of all, are not 0, I64. */
  default Tensor countNonzero(int... axes) {
    return Engine.apply(new Tally.Nonzero(Axes.someOrAll(this, "countNonzero", axes), false), this);
  }

  /** The same, the axes kept with size 1. */
  default Tensor countNonzeroKeep(int... axes) {
    return Engine.apply(new Tally.Nonzero(Axes.someOrAll(this, "countNonzero", axes), true), this);
  }
}
