// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Quantiles of sorted elements. */
final class Quantiles {

  private Quantiles() {}

  static Tensor of(Tensor sorted, int axis, double q, Interpolation interpolation) {
    long last = sorted.size(axis) - 1;
    double place = q * last;
    long below = (long) place;
    double weight = place - below;
    Tensor result =
        switch (interpolation) {
          case LOWER -> sorted.select(axis, below);
          case HIGHER -> sorted.select(axis, (long) StrictMath.ceil(place));
          case NEAREST -> sorted.select(axis, (long) StrictMath.rint(place));
          case MIDPOINT -> between(sorted, axis, below, weight == 0 ? 0 : 0.5);
          case LINEAR -> between(sorted, axis, below, weight);
        };
    Tensor largest = sorted.select(axis, last);
    return largest.equal(largest).where(result, largest);
  }

  /**
   * From the nearer end, so that each end is reached exactly. Beside an infinity that is what the
   * formula gives, infinite or NaN; a place that needs no second element is taken as it is.
   */
  private static Tensor between(Tensor sorted, int axis, long below, double weight) {
    Tensor low = sorted.select(axis, below);
    if (weight == 0) {
      return low;
    }
    Tensor high = sorted.select(axis, below + 1);
    Tensor step = high.minus(low);
    return weight < 0.5 ? low.plus(step.times(weight)) : high.minus(step.times(1 - weight));
  }
}
