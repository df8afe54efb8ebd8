// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/**
 * How one digit is written: the knobs of the generator, in units of the digit's height.
 *
 * <p>Their spreads are set by eye and by the slants, widths and stroke widths seen in MNIST's
 * training images.
 *
 * @param slant how far the top leans to the right of the foot
 * @param turn the sine of a rotation, clockwise
 * @param width the factor on widths, before leaning
 * @param taper how much wider the foot is than the top
 * @param waist how far the middle is pushed down, times four
 * @param jitter standard deviation of each control point's displacement
 * @param warp standard deviation of a smooth displacement of the whole shape
 * @param radius half the width of the pen
 * @param pressure relative spread of the radius along a stroke
 * @param nib how much wider the pen draws down to the left than down to the right, halved
 * @param blur width of the edge between ink and paper, in pixels of the finished image
 * @param roughness of that edge, 0 to 1
 */
record WritingStyle(
    double slant,
    double turn,
    double width,
    double taper,
    double waist,
    double jitter,
    double warp,
    double radius,
    double pressure,
    double nib,
    double blur,
    double roughness) {
  /** The mean slant of each digit's shapes as drawn in the table. */
  private static final double[] SLANT = {
    0.22, 0.26, 0.14, 0.06, 0.24, 0.14, 0.17, 0.06, 0.11, 0.10
  };

  private static final double[] WIDTH = {1.2, 1.05, 1.15, 1.1, 1.05, 1.25, 1.05, 1.12, 1.06, 1.05};

  /** Digits with few strokes are written with a broader pen. */
  private static final double[] RADIUS = {
    0.082, 0.082, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075
  };

  /** The style that the next draws give. */
  static WritingStyle draw(Draws draws, int digit) {
    double narrowing = Math.max(0.75, StrictMath.exp(draws.bell(0.2)));
    return new WritingStyle(
        SLANT[digit] + draws.bell(0.25),
        draws.bell(0.07),
        WIDTH[digit] * narrowing,
        draws.bell(0.2),
        draws.bell(0.24),
        draws.between(0.012, 0.034),
        draws.between(0.02, 0.12),
        // A thin pen keeps the loops of narrow digits open.
        RADIUS[digit] * Math.sqrt(Math.min(1, narrowing)) * StrictMath.exp(draws.bell(0.28)),
        draws.between(0.02, 0.25),
        draws.between(-0.15, 0.15),
        draws.between(0.2, 0.8),
        draws.between(0, 0.6));
  }
}
