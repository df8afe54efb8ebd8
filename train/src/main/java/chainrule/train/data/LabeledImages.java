// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;

/**
 * Gray pictures of one size, each with the number of its class, as bytes.
 *
 * <p>Shapes: {@code pixels} is [count, height, width], row-major; {@code labels} is [count]. Both
 * hold 0 to 255 in the bits of signed bytes (0 black, 255 white) and are handed over, not copied.
 *
 * @param height rows of a picture
 * @param width columns of a picture
 * @param pixels the brightness of all pixels
 * @param labels the class of each picture
 */
public record LabeledImages(int height, int width, byte[] pixels, byte[] labels) {
  /**
   * Checks that the lengths agree.
   *
   * @throws ArgumentException if the pixels are not as many as the labels ask for
   */
  public LabeledImages {
    if (height < 1 || width < 1 || (long) labels.length * height * width != pixels.length) {
      throw new ArgumentException(
          "images: "
              + pixels.length
              + " pixels; "
              + labels.length
              + " pictures of "
              + height
              + " x "
              + width
              + " are announced");
    }
  }

  /** How many pictures there are. */
  public int count() {
    return labels.length;
  }
}
