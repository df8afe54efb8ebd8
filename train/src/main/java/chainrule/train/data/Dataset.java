// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.List;

/**
 * Samples with their targets, in memory.
 *
 * @param name what reports call it
 * @param inputs [n, ..], one row a sample
 * @param targets [n] class numbers, I64, or [n, outputs] numbers
 * @param classes the names of the classes; empty where targets are numbers
 */
public record Dataset(String name, Tensor inputs, Tensor targets, List<String> classes) {

  /**
   * Checks that there is one target for each sample.
   *
   * @throws ShapeException if not
   */
  public Dataset {
    classes = List.copyOf(classes);
    if (inputs.rank() < 1 || targets.rank() < 1 || inputs.size(0) != targets.size(0)) {
      throw new ShapeException(
          "dataset: inputs are "
              + inputs.spec()
              + ", targets are "
              + targets.spec()
              + "; needs one target for each sample");
    }
  }

  /** Pictures as rows of numbers, 0 (dark) to 1 (light), with class numbers 0 to 9. */
  public static Dataset of(String name, LabeledImages images) {
    byte[] pixels = images.pixels();
    float[] values = new float[pixels.length];
    int size = images.height() * images.width();
    for (int from = 0; from < values.length; from += size) {
      shade(pixels, from, from + size, values);
    }
    long[] labels = new long[images.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = images.labels()[i] & 0xff;
    }
    Shape shape = Shape.of(labels.length, (long) images.height() * images.width());
    return new Dataset(
        name, Tensor.of(shape, values), Tensor.of(Shape.of(labels.length), labels), Digits.CLASSES);
  }

  /**
   * The numbers of one picture: a method of its own, which HotSpot compiles after some hundreds.
   */
  private static void shade(byte[] pixels, int from, int to, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = (pixels[i] & 0xff) / 255f;
    }
  }

  /** The number of samples. */
  public long count() {
    return inputs.size(0);
  }

  /** Whether targets are class numbers. */
  public boolean isClassified() {
    return targets.rank() == 1 && targets.dtype() == DType.I64;
  }

  /**
   * The first samples.
   *
   * @throws ArgumentException if the number is negative
   */
  public Dataset first(long most) {
    if (most < 0) {
      throw new ArgumentException("dataset: first " + most + " samples; needs 0 or more");
    }
    long end = Math.min(most, count());
    return new Dataset(name, inputs.slice(0, 0, end), targets.slice(0, 0, end), classes);
  }
}
