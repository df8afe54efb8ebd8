// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.random.KeyedDraws;

/**
 * Changes samples of one form in the memory where they are; for one thread. It allocates nothing,
 * but rotation and noise have the small arrays of the JDK's {@code StrictMath.sin} and {@code cos}.
 * A mixup is left to whoever has other samples.
 */
public final class Augmenter {

  private final int length;
  private final Picture picture;
  private final Change[] changes;

  Augmenter(Augmentation augmentation, DType dtype, Shape shape) {
    if (!dtype.isFloating()) {
      throw new DtypeException(
          "augmentation: samples are " + dtype + shape + "; needs F32 or F64",
          "make them floating-point numbers first");
    }
    length = Math.toIntExact(shape.count());
    picture = form(augmentation, dtype, shape);
    changes =
        augmentation.steps().stream()
            .filter(step -> !(step instanceof Augmentation.Mixup))
            .map(step -> Change.of(step, picture))
            .toArray(Change[]::new);
  }

  private Picture form(Augmentation augmentation, DType dtype, Shape shape) {
    int side = (int) Math.sqrt(length);
    boolean isEmpty = length == 0;
    if (shape.rank() == 1 && side * side == length && !isEmpty) {
      return new Picture(1, side, side);
    }
    if ((shape.rank() == 2 || shape.rank() == 3) && !isEmpty) {
      int channels = shape.rank() == 2 ? 1 : (int) shape.size(0);
      return new Picture(channels, (int) shape.size(-2), (int) shape.size(-1));
    }
    for (Augmentation step : augmentation.steps()) {
      if (!(step instanceof Augmentation.Noise || step instanceof Augmentation.Mixup)) {
        throw new ShapeException(
            "augmentation: samples are "
                + dtype
                + shape
                + "; "
                + step.text()
                + " needs pictures: [height, width], [channels, height, width] or a square number"
                + " of elements",
            "give pictures their sizes, or keep to noise and mixup");
      }
    }
    return new Picture(1, 1, length);
  }

  /**
   * Changes a sample.
   *
   * @param samples one after another, F32 or F64
   * @param row which of them
   * @param key of the sample in this epoch, of an {@link chainrule.random.Rng}; step i of the
   *     augmentation draws by its child i
   * @throws ArgumentException if there is no such row
   */
  public void apply(Storage samples, int row, long key) {
    if (row < 0 || (row + 1L) * length > samples.length()) {
      throw new ArgumentException(
          "augmentation: sample " + row + " of " + length + " elements in " + samples.length());
    }
    if (changes.length == 0) {
      return;
    }
    load(samples, row * length);
    for (int step = 0; step < changes.length; step++) {
      changes[step].apply(picture, KeyedDraws.child(key, step));
    }
    store(samples, row * length);
  }

  private void load(Storage samples, int from) {
    double[] values = picture.values();
    switch (samples) {
      case Storage.F32(float[] array) -> {
        for (int index = 0; index < length; index++) {
          values[index] = array[from + index];
        }
      }
      case Storage.F64(double[] array) -> System.arraycopy(array, from, values, 0, length);
      default -> throw new DtypeException("augmentation: samples are " + samples.dtype());
    }
  }

  private void store(Storage samples, int from) {
    double[] values = picture.values();
    if (samples instanceof Storage.F32(float[] array)) {
      for (int index = 0; index < length; index++) {
        array[from + index] = (float) values[index];
      }
    } else if (samples instanceof Storage.F64(double[] array)) {
      System.arraycopy(values, 0, array, from, length);
    }
  }
}
