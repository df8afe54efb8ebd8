// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.Arrays;

/**
 * Makes a picture another size: each pixel becomes the mean of the area it covers in the old one,
 * parts of pixels counting by their share; the sides are stretched, each by its own factor.
 *
 * <p>Lengths are counted so that all shares are whole numbers: along an axis an old pixel is {@code
 * new} long and a new one {@code old}.
 */
final class AreaAverage {
  private final Picture picture;
  private final Picture.Size from;
  private final Picture.Size to;
  private final double[] row;
  private final double[] sum;

  AreaAverage(Picture picture, Picture.Size to) {
    this.picture = picture;
    this.to = to;
    from = picture.size();
    row = new double[to.width()];
    sum = new double[to.width()];
  }

  Picture resized() {
    int channels = picture.channels().count();
    float[] values = new float[Math.toIntExact(channels * to.pixels())];
    double area = (double) from.width() * from.height();
    int at = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < to.height(); y++) {
        addRows(channel, y);
        for (double value : sum) {
          values[at++] = (float) (value / area);
        }
      }
    }
    return new Picture(picture.channels(), to, values);
  }

  /** The sum of all old rows that a new one covers. */
  private void addRows(int channel, int y) {
    Arrays.fill(sum, 0);
    long begin = (long) y * from.height();
    long end = begin + from.height();
    for (int old = first(begin, to.height()); (long) old * to.height() < end; old++) {
      shrink((channel * from.height() + old) * from.width());
      double share = share(old, to.height(), begin, end);
      for (int x = 0; x < row.length; x++) {
        sum[x] += share * row[x];
      }
    }
  }

  /** The sums of the old pixels that each new one covers in the old row at a place. */
  private void shrink(int at) {
    for (int x = 0; x < row.length; x++) {
      long begin = (long) x * from.width();
      long end = begin + from.width();
      double total = 0;
      for (int old = first(begin, to.width()); (long) old * to.width() < end; old++) {
        total += share(old, to.width(), begin, end) * picture.values()[at + old];
      }
      row[x] = total;
    }
  }

  private static int first(long begin, int length) {
    return (int) (begin / length);
  }

  private static double share(int old, int length, long begin, long end) {
    long start = (long) old * length;
    return Math.min(end, start + length) - Math.max(begin, start);
  }
}
