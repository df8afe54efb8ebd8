// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The brightness of decoded pixels, gray or of each color.
 *
 * <p>Samples are read from the raster: {@code BufferedImage.getRGB} takes gray samples for linear
 * light and makes 188 of 128.
 */
final class Pixels {
  private static final int ALPHA = 3;

  private final ColorMode channels;
  private final double paper;
  private final double[] rgba = new double[ALPHA + 1];

  private Pixels(ColorMode channels, double paper) {
    this.channels = channels;
    this.paper = paper;
  }

  /** Values from 0 to 1, one channel after the other, each row-major. */
  static float[] of(BufferedImage image, ColorMode channels) {
    float[] values = new Pixels(channels, 1).read(image);
    boolean blank = true;
    for (float value : values) {
      blank &= value == 1;
    }
    return blank && image.getColorModel().hasAlpha() ? new Pixels(channels, 0).read(image) : values;
  }

  private float[] read(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] values = new float[channels.count() * width * height];
    ColorModel model = image.getColorModel();
    int bands = raster.getNumBands();
    int[] row = new int[width * bands];
    double[] scale = new double[bands];
    for (int band = 0; band < bands; band++) {
      scale[band] = 1.0 / ((1L << raster.getSampleModel().getSampleSize(band)) - 1);
    }
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        boolean colored = true;
        if (model instanceof IndexColorModel palette) {
          take(palette.getRGB(row[x]));
        } else {
          take(row, x * bands, scale);
          colored = bands >= ColorMode.RGB.count();
        }
        put(values, y * width + x, width * height, colored);
      }
    }
    return values;
  }

  private void take(int argb) {
    double scale = 1.0 / 255;
    rgba[0] = (argb >> 16 & 0xff) * scale;
    rgba[1] = (argb >> 8 & 0xff) * scale;
    rgba[2] = (argb & 0xff) * scale;
    rgba[ALPHA] = (argb >>> 24) * scale;
  }

  private void take(int[] row, int at, double[] scale) {
    boolean colored = scale.length > 2;
    for (int color = 0; color < ALPHA; color++) {
      int band = colored ? color : 0;
      rgba[color] = row[at + band] * scale[band];
    }
    int alpha = colored ? ALPHA : 1;
    rgba[ALPHA] = alpha < scale.length ? row[at + alpha] * scale[alpha] : 1;
  }

  private void put(float[] values, int place, int area, boolean colored) {
    if (channels == ColorMode.RGB) {
      for (int color = 0; color < ALPHA; color++) {
        values[color * area + place] = onPaper(rgba[color]);
      }
    } else {
      double gray = 0.299 * rgba[0] + 0.587 * rgba[1] + 0.114 * rgba[2];
      values[place] = onPaper(colored ? gray : rgba[0]);
    }
  }

  private float onPaper(double value) {
    double alpha = rgba[ALPHA];
    return (float) Math.clamp(value * alpha + paper * (1 - alpha), 0.0, 1.0);
  }
}
