// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;

/**
 * A gray picture of any size.
 *
 * <p>Shapes: {@code values} is [height, width], row-major; 0 is black, 1 white. The array is handed
 * over, not copied.
 *
 * @param width columns
 * @param height rows
 * @param values the brightness of each pixel, 0 to 1
 */
public record GrayImage(int width, int height, float[] values) {
  /**
   * Checks the lengths.
   *
   * @throws ArgumentException if there is no pixel, or not {@code width * height} of them
   */
  public GrayImage {
    if (width < 1 || height < 1 || (long) width * height != values.length) {
      throw new ArgumentException(
          "image: " + values.length + " values for " + width + " x " + height + " pixels");
    }
  }

  /**
   * The brightness of one pixel.
   *
   * @param x its column, from the left
   * @param y its row, from the top
   * @throws IndexException if there is no such pixel
   */
  public float at(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexException(
          "image: pixel (" + x + ", " + y + ") of " + width + " x " + height + " pixels");
    }
    return values[y * width + x];
  }
}
