// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** How a reduction joins two values. */
public enum Monoid {
  /** x + y, starting at +0. */
  SUM(0),
  /** x * y, starting at 1. */
  PRODUCT(1),
  /** The larger, NaN if either is. */
  MAXIMUM(Double.NEGATIVE_INFINITY),
  /** The smaller, NaN if either is. */
  MINIMUM(Double.POSITIVE_INFINITY);

  private final double start;

  Monoid(double start) {
    this.start = start;
  }

  /** The value that changes nothing, from which each lane starts. */
  public double start() {
    return start;
  }

  /** The two values joined, in F64. */
  public double join(double x, double y) {
    return switch (this) {
      case SUM -> x + y;
      case PRODUCT -> x * y;
      case MAXIMUM -> Math.max(x, y);
      case MINIMUM -> Math.min(x, y);
    };
  }
}
