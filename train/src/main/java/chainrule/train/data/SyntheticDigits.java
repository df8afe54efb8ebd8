// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.random.Rng;
import java.util.stream.IntStream;

/**
 * Handwritten digits drawn by code, in the form of MNIST: strokes through jittered points of a
 * table of shapes, leaned, stretched, bent and inked with a pen of changing width, then normalized
 * by {@link DigitImage}.
 *
 * <p>No image is learned from or stored. Digit i of a key depends on the key and i alone, so it is
 * the same in a set of any size, by any number of threads and on any machine.
 */
public final class SyntheticDigits {
  private static final int CLASSES = 10;
  private static final int CHUNK = 100;
  private static final int MOST = (Integer.MAX_VALUE - 8) / DigitImage.PIXELS;

  private SyntheticDigits() {}

  /**
   * Digits 0 to count - 1 of a key, written by all processors. Every ten in a row are the ten
   * classes in a random order.
   *
   * @throws ArgumentException if the count is negative
   * @throws LimitException if the pixels do not fit into one array
   */
  public static LabeledImages generate(Rng rng, int count) {
    if (count < 0) {
      throw new ArgumentException(
          "synthetic digits: count is " + count + "; it must be at least 0");
    }
    if (count > MOST) {
      throw new LimitException(
          "synthetic digits: count is " + count + "; one array holds at most " + MOST);
    }
    byte[] pixels = new byte[count * DigitImage.PIXELS];
    byte[] labels = new byte[count];
    IntStream.range(0, Math.ceilDiv(count, CHUNK))
        .parallel()
        .forEach(chunk -> write(rng, chunk * CHUNK, pixels, labels));
    return new LabeledImages(DigitImage.SIDE, DigitImage.SIDE, pixels, labels);
  }

  /** The class of digit i. */
  static int label(Rng rng, int i) {
    return rng.child("order").child(i / CLASSES).permutation(CLASSES)[i % CLASSES];
  }

  /** The key that digit i is written by. */
  static Rng key(Rng rng, int i) {
    return rng.child("digit").child(i);
  }

  /** One chunk, into its place among all. */
  private static void write(Rng rng, int first, byte[] pixels, byte[] labels) {
    DigitWriter writer = new DigitWriter();
    float[] image = new float[DigitImage.PIXELS];
    for (int i = first; i < Math.min(first + CHUNK, labels.length); i++) {
      labels[i] = (byte) label(rng, i);
      writer.write(key(rng, i), labels[i], image);
      for (int pixel = 0; pixel < image.length; pixel++) {
        pixels[i * image.length + pixel] = (byte) (int) (image[pixel] * 255 + 0.5f);
      }
    }
  }
}
