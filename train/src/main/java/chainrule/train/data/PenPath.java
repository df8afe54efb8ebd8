// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.Arrays;

/**
 * The path of a pen: a chain of points, each with the pen's radius there. Between two points the
 * pen draws unless it was lifted.
 *
 * <p>Curves are centripetal Catmull-Rom splines, which pass through their control points without
 * the loops and overshoots of the uniform kind.
 *
 * <p>Source: Yuksel, Schaefer, Keyser 2011, "Parameterization and applications of Catmull-Rom
 * curves", doi:10.1016/j.cad.2010.08.008.
 */
final class PenPath {
  /** Straight pieces between two control points. */
  private static final int STEPS = 6;

  private double[] x = new double[256];
  private double[] y = new double[256];
  private double[] radius = new double[256];
  private boolean[] lifted = new boolean[256];
  private int size;

  int size() {
    return size;
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  double radius(int i) {
    return radius[i];
  }

  /** Whether the pen is lifted after point i. */
  boolean lifted(int i) {
    return lifted[i];
  }

  void move(int i, double newX, double newY) {
    x[i] = newX;
    y[i] = newY;
  }

  void press(int i, double newRadius) {
    radius[i] = newRadius;
  }

  void clear() {
    size = 0;
  }

  /** Lifts the pen after what was added last. */
  void liftPen() {
    lifted[size - 1] = true;
  }

  /** Appends a curve through the control points first to last, both included. */
  void addCurve(double[] controlX, double[] controlY, int first, int last) {
    add(controlX[first], controlY[first]);
    for (int i = first; i < last; i++) {
      addSpan(controlX, controlY, Math.max(first, i - 1), i, Math.min(last, i + 2));
    }
  }

  /** One span of a curve, from control point i to i + 1, in Hermite form. */
  private void addSpan(double[] cx, double[] cy, int before, int i, int after) {
    double span = knots(cx, cy, i, i + 1);
    double spanBefore = knots(cx, cy, before, i);
    double spanAfter = knots(cx, cy, i + 1, after);
    double startX = span * slope(cx[before], cx[i], cx[i + 1], spanBefore, span);
    double startY = span * slope(cy[before], cy[i], cy[i + 1], spanBefore, span);
    double endX = span * slope(cx[i], cx[i + 1], cx[after], span, spanAfter);
    double endY = span * slope(cy[i], cy[i + 1], cy[after], span, spanAfter);
    for (int step = 1; step <= STEPS; step++) {
      double t = (double) step / STEPS;
      double s = 1 - t;
      double from = s * s * (1 + 2 * t);
      double to = t * t * (3 - 2 * t);
      double out = t * s * s;
      double in = t * t * s;
      add(
          from * cx[i] + to * cx[i + 1] + out * startX - in * endX,
          from * cy[i] + to * cy[i + 1] + out * startY - in * endY);
    }
  }

  /** The centripetal parameter distance: the square root of the distance; 0 beyond an end. */
  private static double knots(double[] cx, double[] cy, int i, int j) {
    double dx = cx[j] - cx[i];
    double dy = cy[j] - cy[i];
    return i == j ? 0 : Math.max(1e-3, Math.sqrt(Math.sqrt(dx * dx + dy * dy)));
  }

  /** The slope at b of the parabola through a, b, c; at an end, that of the chord. */
  private static double slope(double a, double b, double c, double before, double after) {
    if (before == 0) {
      return (c - b) / after;
    }
    if (after == 0) {
      return (b - a) / before;
    }
    return ((b - a) / before * after + (c - b) / after * before) / (before + after);
  }

  private void add(double newX, double newY) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
      radius = Arrays.copyOf(radius, 2 * size);
      lifted = Arrays.copyOf(lifted, 2 * size);
    }
    x[size] = newX;
    y[size] = newY;
    lifted[size] = false;
    size++;
  }

  /** From 1, running down to the left at point i, to -1, running down to the right. */
  double diagonal(int i) {
    int next = Math.min(i + 1, size - 1);
    double dx = x[next] - x[next - 1];
    double dy = y[next] - y[next - 1];
    return -2 * dx * dy / Math.max(1e-9, dx * dx + dy * dy);
  }

  /** Scales and moves the path so that its ink touches a square's sides, the margin away from 0. */
  void fitInto(double side, double margin) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      left = Math.min(left, x[i] - radius[i]);
      right = Math.max(right, x[i] + radius[i]);
      top = Math.min(top, y[i] - radius[i]);
      bottom = Math.max(bottom, y[i] + radius[i]);
    }
    double scale = side / Math.max(right - left, bottom - top);
    for (int i = 0; i < size; i++) {
      x[i] = margin + (x[i] - left) * scale;
      y[i] = margin + (y[i] - top) * scale;
      radius[i] *= scale;
    }
  }
}
