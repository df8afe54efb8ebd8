// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/** Makes large pictures small by averaging whole blocks of pixels. */
final class Shrinking {
  private Shrinking() {}

  /** The picture itself if no side is longer than the limit. */
  static GrayImage toAtMost(int limit, GrayImage picture) {
    int factor = Math.ceilDiv(Math.max(picture.width(), picture.height()), limit);
    return factor == 1 ? picture : by(factor, picture);
  }

  /** Blocks at the right and bottom edge may hold fewer pixels. */
  private static GrayImage by(int factor, GrayImage picture) {
    int width = Math.ceilDiv(picture.width(), factor);
    int height = Math.ceilDiv(picture.height(), factor);
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = mean(picture, x * factor, y * factor, factor);
      }
    }
    return new GrayImage(width, height, values);
  }

  private static float mean(GrayImage picture, int left, int top, int factor) {
    int right = Math.min(left + factor, picture.width());
    int bottom = Math.min(top + factor, picture.height());
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += picture.values()[y * picture.width() + x];
      }
    }
    return (float) (sum / ((double) (right - left) * (bottom - top)));
  }
}
