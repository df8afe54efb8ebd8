// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Tensor;

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

  /** The pictures as rows of numbers, 0 (dark) to 1 (light), with class numbers 0 to 9. */
  public Dataset dataset(String name) {
    float[] values = new float[pixels.length];
    int size = height * width;
    for (int from = 0; from < values.length; from += size) {
      shade(pixels, from, from + size, values);
    }
    long[] numbers = new long[labels.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = labels[i] & 0xff;
    }
    return Dataset.of(
        name,
        Tensor.of(Shape.of(numbers.length, size), values),
        Tensor.of(Shape.of(numbers.length), numbers),
        Digits.CLASSES);
  }

  /**
   * The numbers of one picture: a method of its own, which HotSpot compiles after some hundreds.
   */
  private static void shade(byte[] pixels, int from, int to, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = (pixels[i] & 0xff) / 255f;
    }
  }
}
