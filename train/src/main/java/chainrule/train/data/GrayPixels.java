// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The brightness of decoded pixels.
 *
 * <p>Samples are read from the raster: {@code BufferedImage.getRGB} takes gray samples for linear
 * light and makes 188 of 128.
 */
final class GrayPixels {
  private GrayPixels() {}

  static float[] of(BufferedImage image) {
    float[] values = on(1, image);
    boolean blank = true;
    for (float value : values) {
      blank &= value == 1;
    }
    return blank && image.getColorModel().hasAlpha() ? on(0, image) : values;
  }

  private static float[] on(double paper, BufferedImage image) {
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] values = new float[width * height];
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
        values[y * width + x] =
            model instanceof IndexColorModel palette
                ? ofPalette(palette.getRGB(row[x]), paper)
                : ofSamples(row, x * bands, scale, paper);
      }
    }
    return values;
  }

  private static float ofPalette(int argb, double paper) {
    double scale = 1.0 / 255;
    return onPaper(
        paper,
        gray((argb >> 16 & 0xff) * scale, (argb >> 8 & 0xff) * scale, (argb & 0xff) * scale),
        (argb >>> 24) * scale);
  }

  private static float ofSamples(int[] row, int at, double[] scale, double paper) {
    return switch (scale.length) {
      case 1 -> onPaper(paper, row[at] * scale[0], 1);
      case 2 -> onPaper(paper, row[at] * scale[0], row[at + 1] * scale[1]);
      case 3 -> onPaper(paper, color(row, at, scale), 1);
      default -> onPaper(paper, color(row, at, scale), row[at + 3] * scale[3]);
    };
  }

  private static double color(int[] row, int at, double[] scale) {
    return gray(row[at] * scale[0], row[at + 1] * scale[1], row[at + 2] * scale[2]);
  }

  private static double gray(double red, double green, double blue) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  private static float onPaper(double paper, double gray, double alpha) {
    return (float) Math.clamp(gray * alpha + paper * (1 - alpha), 0.0, 1.0);
  }
}
