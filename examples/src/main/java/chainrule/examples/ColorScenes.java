// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Color pictures drawn by code, in the form of CIFAR-10: 3 x 32 x 32 numbers, ten classes; here
 * from -2 (dark) to 2 (light), so that their mean is near 0. Five grounds, each with a bar that
 * lies or a bar that stands, lighter or darker than the ground, anywhere. Grounds are told apart by
 * their color; bars are not, as no pixel is lighter in one class than in the other on average.
 *
 * <p>Picture i is of class i mod 10 and depends on the key and i alone.
 */
final class ColorScenes {

  static final int SIDE = 32;
  static final int LENGTH = 3 * SIDE * SIDE;
  static final List<String> CLASSES =
      List.of(
          "lying on sky",
          "standing on sky",
          "lying on grass",
          "standing on grass",
          "lying on sand",
          "standing on sand",
          "lying in snow",
          "standing in snow",
          "lying at night",
          "standing at night");

  /** Red, green and blue of sky, grass, sand, snow and night. */
  private static final double[][] GROUNDS = {
    {0.45, 0.60, 0.80}, {0.40, 0.60, 0.35}, {0.70, 0.60, 0.40}, {0.75, 0.75, 0.75}, {0.3, 0.3, 0.4}
  };

  private static final double COLOR_CHANGE = 0.12;
  private static final double SHADE_CHANGE = 0.2;
  private static final double NOISE = 0.1;
  private static final double WAY = 8;
  private static final double FAINTEST = 0.2;
  private static final double STRONGEST = 0.4;

  private ColorScenes() {}

  /** The first pictures of a key. */
  static Dataset of(int count, Rng rng) {
    float[] pixels = new float[count * LENGTH];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> draw(i % 10, rng.child(i), pixels, i * LENGTH));
    long[] labels = IntStream.range(0, count).mapToLong(i -> i % 10).toArray();
    return Dataset.of(
        "color scenes",
        Tensor.of(Shape.of(count, LENGTH), pixels),
        Tensor.of(Shape.of(count), labels),
        CLASSES);
  }

  private static void draw(int label, Rng rng, float[] pixels, int from) {
    float[] noise = new float[LENGTH];
    rng.child("noise").uniform(noise, 0, LENGTH, 0);
    double shade = SHADE_CHANGE * (2 * rng.uniformDouble(0) - 1);
    double contrast = FAINTEST + (STRONGEST - FAINTEST) * rng.uniformDouble(1);
    double light = rng.uniformDouble(2) < 0.5 ? contrast : -contrast;
    double width = label % 2 == 0 ? 9 : 3;
    double height = 12 - width;
    double x = SIDE / 2.0 + WAY * (rng.uniformDouble(3) - 0.5);
    double y = SIDE / 2.0 + WAY * (rng.uniformDouble(4) - 0.5);
    for (int channel = 0; channel < 3; channel++) {
      double change = COLOR_CHANGE * (2 * rng.uniformDouble(5 + channel) - 1);
      double ground = GROUNDS[label / 2][channel] + change;
      for (int i = 0; i < SIDE * SIDE; i++) {
        int line = i / SIDE;
        double column = i % SIDE + 0.5;
        double row = line + 0.5;
        boolean inside = Math.abs(column - x) < width && Math.abs(row - y) < height;
        int at = channel * SIDE * SIDE + i;
        double value =
            ground
                + shade * (row / SIDE - 0.5)
                + (inside ? light : 0)
                + NOISE * (2 * noise[at] - 1);
        pixels[from + at] = (float) (4 * Math.clamp(value, 0, 1) - 2);
      }
    }
  }
}
