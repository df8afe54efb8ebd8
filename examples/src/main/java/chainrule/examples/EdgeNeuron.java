// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Row 53: a neuron set by hand that looks for a short edge at one place of an image: weights of 1
 * on a bar of four pixels, of -1 on all pixels around it, 0 elsewhere. No image has a larger
 * weighted sum than the bar alone, 4; the bias of -3 says that the sum must pass 3.
 */
public final class EdgeNeuron {

  static final int SIDE = 8;
  static final double BIAS = -3;
  private static final int ROW = 3;
  private static final int COLUMN = 2;
  private static final int LENGTH = 4;

  private EdgeNeuron() {}

  /** An image with a white rectangle on black. Shapes: [8, 8]. */
  static Tensor rectangle(int row, int column, int rows, int columns) {
    float[] pixels = new float[SIDE * SIDE];
    for (int i = Math.max(0, row); i < Math.min(SIDE, row + rows); i++) {
      for (int j = Math.max(0, column); j < Math.min(SIDE, column + columns); j++) {
        pixels[i * SIDE + j] = 1;
      }
    }
    return Tensor.of(Shape.of(SIDE, SIDE), pixels);
  }

  /** The bar that the neuron looks for. */
  static Tensor bar() {
    return rectangle(ROW, COLUMN, 1, LENGTH);
  }

  /** 1 on the bar, -1 around it, 0 elsewhere. */
  static Tensor weights() {
    Tensor around = rectangle(ROW - 1, COLUMN - 1, 3, LENGTH + 2);
    return bar().times(2).minus(around);
  }

  /** The sum of pixels times weights, without the bias. */
  static double weightedSum(Tensor image) {
    return image.times(weights()).sum().item();
  }

  /** Whether the neuron fires more than half. */
  static boolean fires(Tensor image, double bias) {
    return weightedSum(image) + bias > 0;
  }

  /** Images by what they show. */
  static Map<String, Tensor> images() {
    Tensor noise = Tensor.uniform(DType.F32, Shape.of(SIDE, SIDE), Rng.seed(53));
    Map<String, Tensor> images = new LinkedHashMap<>();
    images.put("the bar", bar());
    images.put("the bar in gray", bar().times(0.6));
    images.put("the bar and noise", bar().times(0.9).plus(noise.times(0.1)));
    images.put("one pixel to the right", rectangle(ROW, COLUMN + 1, 1, LENGTH));
    images.put("one row down", rectangle(ROW + 1, COLUMN, 1, LENGTH));
    images.put("three rows down", rectangle(ROW + 3, COLUMN, 1, LENGTH));
    images.put("upright", rectangle(ROW - 1, COLUMN + 1, LENGTH, 1));
    images.put("twice as thick", rectangle(ROW, COLUMN, 2, LENGTH));
    images.put("noise", noise);
    images.put("all white", rectangle(0, 0, SIDE, SIDE));
    images.put("empty", rectangle(0, 0, 0, 0));
    return images;
  }

  /** The table: weighted sums, and the firing rate for three biases. */
  static void table(Consumer<String> page) {
    Table table =
        Table.of(page, "                 image", "weighted sum", "bias -1", "bias -3", "bias -5");
    images()
        .forEach((name, image) -> {
          double sum = weightedSum(image);
          List<Double> numbers = List.of(sum, rate(sum - 1), rate(sum + BIAS), rate(sum - 5));
          table.row(name, numbers, "%.3f");
        });
  }

  private static double rate(double score) {
    return Tensor.scalar(score).sigmoid().item();
  }

  /** Prints the weights and the table. */
  public static void main() {
    float[] weights = weights().toFloats();
    for (int row = 0; row < SIDE; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < SIDE; column++) {
        line.append(String.format(Locale.ROOT, "%3.0f", weights[row * SIDE + column]));
      }
      IO.println(line);
    }
    table(IO::println);
  }
}
