// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import java.util.Arrays;

/** A picture being changed: its pixels, and memory for what comes of them. */
final class Picture {

  final int channels;
  final int height;
  final int width;
  private double[] values;
  private double[] next;

  Picture(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    values = new double[channels * height * width];
    next = new double[values.length];
  }

  /** The pixels, [channels, height, width]. */
  double[] values() {
    return values;
  }

  /** Memory for as many, not cleared. */
  double[] next() {
    return next;
  }

  /** The same, all 0. */
  double[] cleared() {
    Arrays.fill(next, 0);
    return next;
  }

  /** Takes the other memory for the picture. */
  void turnOver() {
    double[] before = values;
    values = next;
    next = before;
  }

  /**
   * The brightness between pixels, by two lines through each of two rows; 0 outside.
   *
   * @param from where the channel begins
   */
  double at(int from, double y, double x) {
    if (!(y > -1 && y < height && x > -1 && x < width)) {
      return 0;
    }
    int row = (int) Math.floor(y);
    int column = (int) Math.floor(x);
    double v = y - row;
    double u = x - column;
    double above = (1 - u) * pixel(from, row, column) + u * pixel(from, row, column + 1);
    double below = (1 - u) * pixel(from, row + 1, column) + u * pixel(from, row + 1, column + 1);
    return (1 - v) * above + v * below;
  }

  private double pixel(int from, int row, int column) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? values[from + row * width + column] : 0;
  }
}
