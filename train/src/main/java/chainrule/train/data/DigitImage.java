// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import java.util.Arrays;

/**
 * Brings a picture of one digit into the form that MNIST's digits have: 28 x 28 pixels, light ink
 * on black.
 *
 * <p>The ink is cropped, scaled by area into a box of 20 x 20 with its proportions kept, and placed
 * whole pixels away from the corner so that its center of mass falls on pixel (14, 14), counted
 * from 0, or as near as the edge allows. The darkest ink becomes 1. A picture that already has this
 * form comes back as it was.
 *
 * <p>Source: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document
 * Recognition", section III.A, doi 10.1109/5.726791.
 */
public final class DigitImage {
  /** Rows and columns. */
  public static final int SIDE = Mnist.SIDE;

  /** The number of pixels. */
  public static final int PIXELS = SIDE * SIDE;

  /** Rows and columns of the box that the ink fills. */
  static final int BOX = 20;

  private static final int CENTER = 14;

  private DigitImage() {}

  /**
   * A digit of any size, dark on light or light on dark, in the form of MNIST.
   *
   * <p>The paper is what most of the picture's edge shows. Even lighting is assumed; the grain of
   * paper and specks are dropped if the edge has any.
   *
   * <p>Shapes: the result is [28 * 28], row-major, 0 (paper) to 1 (ink).
   *
   * @throws ArgumentException if nothing differs from the paper, or a pixel is no number
   */
  public static float[] of(GrayImage picture) {
    Paper paper = Paper.of(Shrinking.toAtMost(1024, picture));
    float[] target = new float[PIXELS];
    fit(paper.ink(), target);
    return target;
  }

  /** Crops, scales and centers ink that is somewhere above 0, into an array of 784. */
  static void fit(GrayImage ink, float[] target) {
    InkBox box = InkBox.around(ink);
    double scale = (double) BOX / Math.max(box.width(), box.height());
    int width = Math.max(1, (int) (box.width() * scale + 0.5));
    int height = Math.max(1, (int) (box.height() * scale + 0.5));
    place(box.resample(ink, width, height), width, height, target);
  }

  /** Writes the box where its center of mass comes to the middle, the rest black. */
  private static void place(float[] box, int width, int height, float[] target) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    float peak = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value = box[y * width + x];
        sum += value;
        sumX += value * x;
        sumY += value * y;
        peak = Math.max(peak, value);
      }
    }
    int left = start(sumX / sum, width);
    int top = start(sumY / sum, height);
    Arrays.fill(target, 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        target[(top + y) * SIDE + left + x] = box[y * width + x] / peak;
      }
    }
  }

  /** Where a box of that length starts so that its center falls on pixel 14. */
  private static int start(double center, int length) {
    return Math.clamp((int) (CENTER - center + 0.5), 0, SIDE - length);
  }
}
