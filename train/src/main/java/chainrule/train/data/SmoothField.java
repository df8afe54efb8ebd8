// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/** A random displacement of the plane around the origin that changes slowly from place to place. */
final class SmoothField {
  private static final int CELLS = 3;
  private static final int KNOTS = CELLS + 1;
  private static final double EXTENT = 1.6;

  private final double[] x = new double[KNOTS * KNOTS];
  private final double[] y = new double[KNOTS * KNOTS];

  /** New displacements, of that standard deviation at the knots of a grid. */
  void draw(Draws draws, double deviation) {
    for (int i = 0; i < x.length; i++) {
      x[i] = draws.bell(deviation);
      y[i] = draws.bell(deviation);
    }
  }

  /** The displacement to the right at a point. */
  double right(double px, double py) {
    return at(x, px, py);
  }

  /** The displacement downwards at a point. */
  double down(double px, double py) {
    return at(y, px, py);
  }

  private static double at(double[] knots, double px, double py) {
    double u = Math.clamp((px / EXTENT + 0.5) * CELLS, 0, CELLS);
    double v = Math.clamp((py / EXTENT + 0.5) * CELLS, 0, CELLS);
    int column = Math.min((int) u, CELLS - 1);
    int row = Math.min((int) v, CELLS - 1);
    double s = ease(u - column);
    double t = ease(v - row);
    int corner = row * KNOTS + column;
    double above = knots[corner] + s * (knots[corner + 1] - knots[corner]);
    double below = knots[corner + KNOTS] + s * (knots[corner + KNOTS + 1] - knots[corner + KNOTS]);
    return above + t * (below - above);
  }

  /** From 0 to 1 without a kink at either end. */
  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
