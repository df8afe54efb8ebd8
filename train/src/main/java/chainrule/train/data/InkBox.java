// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;

/**
 * The smallest rectangle that holds all ink of a picture.
 *
 * @param left first column with ink
 * @param top first row with ink
 * @param width columns
 * @param height rows
 */
record InkBox(int left, int top, int width, int height) {

  /** Around all values above 0. */
  static InkBox around(GrayImage ink) {
    int left = ink.width();
    int top = ink.height();
    int right = -1;
    int bottom = -1;
    float[] values = ink.values();
    for (int y = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++) {
        if (values[y * ink.width() + x] > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    if (right < 0) {
      throw new ArgumentException(
          "digit image: all pixels are alike; a digit must stand out from its paper");
    }
    return new InkBox(left, top, right - left + 1, bottom - top + 1);
  }

  /** The ink inside, scaled: each new pixel is the mean over the area it covers. */
  float[] resample(GrayImage ink, int newWidth, int newHeight) {
    float[] rows = new float[newHeight * width];
    for (int y = 0; y < newHeight; y++) {
      double from = (double) y * height / newHeight;
      double to = (double) (y + 1) * height / newHeight;
      for (int source = (int) from; source < Math.min(to, height); source++) {
        float share = share(source, from, to);
        int line = (top + source) * ink.width() + left;
        for (int x = 0; x < width; x++) {
          rows[y * width + x] += share * ink.values()[line + x];
        }
      }
    }
    float[] scaled = new float[newHeight * newWidth];
    for (int x = 0; x < newWidth; x++) {
      double from = (double) x * width / newWidth;
      double to = (double) (x + 1) * width / newWidth;
      for (int source = (int) from; source < Math.min(to, width); source++) {
        float share = share(source, from, to);
        for (int y = 0; y < newHeight; y++) {
          scaled[y * newWidth + x] += share * rows[y * width + source];
        }
      }
    }
    return scaled;
  }

  /** Which part of the stretch from-to lies in that source pixel. */
  private static float share(int source, double from, double to) {
    return (float) ((Math.min(source + 1, to) - Math.max(source, from)) / (to - from));
  }
}
