// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.random.Rng;
import java.util.Arrays;

/** A square sheet on which pen paths are drawn, one after another: 0 is paper, 1 is ink. */
final class InkRaster {
  private final int side;
  private final GrayImage ink;
  private final float[] values;

  InkRaster(int side) {
    this.side = side;
    this.values = new float[side * side];
    this.ink = new GrayImage(side, side, values);
  }

  /** What is drawn now. */
  GrayImage ink() {
    return ink;
  }

  /** Draws a path in pixels on a clean sheet; ink falls from 1 to 0 over the blur at its edge. */
  void draw(PenPath path, double blur) {
    Arrays.fill(values, 0);
    for (int i = 0; i + 1 < path.size(); i++) {
      if (!path.lifted(i)) {
        drawPiece(path, i, blur);
      }
    }
  }

  /** The piece from point i to the next: a straight line whose radius changes evenly. */
  private void drawPiece(PenPath path, int i, double blur) {
    double x = path.x(i);
    double y = path.y(i);
    double dx = path.x(i + 1) - x;
    double dy = path.y(i + 1) - y;
    double radius = path.radius(i);
    double growth = path.radius(i + 1) - radius;
    double reach = Math.max(radius, radius + growth) + blur / 2;
    double perSquare = 1 / Math.max(1e-9, dx * dx + dy * dy);
    int left = pixel(Math.min(x, x + dx) - reach);
    int right = pixel(Math.max(x, x + dx) + reach);
    int top = pixel(Math.min(y, y + dy) - reach);
    int bottom = pixel(Math.max(y, y + dy) + reach);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x;
        double py = row + 0.5 - y;
        double t = Math.max(0, Math.min(1, (px * dx + py * dy) * perSquare));
        double ex = px - t * dx;
        double ey = py - t * dy;
        double squared = ex * ex + ey * ey;
        int at = row * side + column;
        if (squared < reach * reach && values[at] < 1) {
          double inside = radius + t * growth - Math.sqrt(squared);
          values[at] = Math.max(values[at], (float) Math.clamp(0.5 + inside / blur, 0.0, 1.0));
        }
      }
    }
  }

  private int pixel(double position) {
    return (int) Math.clamp(position, 0.0, side - 1.0);
  }

  /** Makes the edge of the ink uneven: what is half ink changes most, by at most the amount. */
  void roughen(Rng rng, double amount) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (value > 0 && value < 1) {
        double noise = amount * (2 * rng.uniform(i) - 1);
        values[i] = (float) Math.clamp(value + noise * 4 * value * (1 - value), 0.0, 1.0);
      }
    }
  }
}
