// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.random.KeyedDraws;
import java.util.Arrays;

/** One change of a picture, by a key. */
interface Change {

  void apply(Picture picture, long key);

  /** The change of a step, with memory for pictures of a form. */
  static Change of(Augmentation step, Picture form) {
    return switch (step) {
      case Augmentation.Shift(int pixels) -> (picture, key) -> shift(picture, pixels, key);
      case Augmentation.Rotate(double degrees) -> (picture, key) -> rotate(picture, degrees, key);
      case Augmentation.Scale(double share) -> (picture, key) -> scale(picture, share, key);
      case Augmentation.Elastic elastic -> new Bending(elastic, form);
      case Augmentation.Noise(double deviation) -> (picture, key) -> noise(picture, deviation, key);
      case Augmentation.Flip() -> Change::flip;
      case Augmentation.Cutout(int side) -> (picture, key) -> cutout(picture, side, key);
      case Augmentation.Mixup _, Augmentation.Composed _ ->
          throw new AssertionError("no change of one picture: " + step.text());
    };
  }

  private static void shift(Picture picture, int pixels, long key) {
    int down = KeyedDraws.below(key, 0, 2 * pixels + 1) - pixels;
    int right = KeyedDraws.below(key, 1, 2 * pixels + 1) - pixels;
    if (down == 0 && right == 0) {
      return;
    }
    double[] to = picture.cleared();
    int width = picture.width;
    int kept = width - Math.abs(right);
    if (kept > 0) {
      for (int channel = 0; channel < picture.channels; channel++) {
        int first = channel * picture.height;
        for (int row = Math.max(0, -down);
            row < Math.min(picture.height, picture.height - down);
            row++) {
          int from = (first + row) * width + Math.max(0, -right);
          int target = (first + row + down) * width + Math.max(0, right);
          System.arraycopy(picture.values(), from, to, target, kept);
        }
      }
    }
    picture.turnOver();
  }

  private static void rotate(Picture picture, double degrees, long key) {
    double angle = degrees * (2 * KeyedDraws.uniformDouble(key, 0) - 1) * (Math.PI / 180);
    if (angle != 0) {
      turn(picture, StrictMath.cos(angle), StrictMath.sin(angle));
    }
  }

  private static void scale(Picture picture, double share, long key) {
    double factor = 1 + share * (2 * KeyedDraws.uniformDouble(key, 0) - 1);
    if (factor != 1) {
      turn(picture, 1 / factor, 0);
    }
  }

  /** Reads each pixel at its place turned and stretched around the center. */
  private static void turn(Picture picture, double cosine, double sine) {
    double middle = (picture.height - 1) / 2.0;
    double center = (picture.width - 1) / 2.0;
    int size = picture.height * picture.width;
    double[] to = picture.next();
    for (int row = 0; row < picture.height; row++) {
      double v = row - middle;
      for (int column = 0; column < picture.width; column++) {
        double u = column - center;
        double y = middle + (sine * u + cosine * v);
        double x = center + (cosine * u - sine * v);
        for (int from = 0; from < to.length; from += size) {
          to[from + row * picture.width + column] = picture.at(from, y, x);
        }
      }
    }
    picture.turnOver();
  }

  private static void noise(Picture picture, double deviation, long key) {
    if (deviation == 0) {
      return;
    }
    double[] drawn = picture.next();
    double[] values = picture.values();
    KeyedDraws.normal(key, drawn, 0, drawn.length, 0);
    for (int index = 0; index < values.length; index++) {
      values[index] += deviation * drawn[index];
    }
  }

  private static void flip(Picture picture, long key) {
    if (KeyedDraws.uniform(key, 0) < 0.5f) {
      return;
    }
    double[] values = picture.values();
    for (int from = 0; from < values.length; from += picture.width) {
      for (int left = from, right = from + picture.width - 1; left < right; left++, right--) {
        double kept = values[left];
        values[left] = values[right];
        values[right] = kept;
      }
    }
  }

  private static void cutout(Picture picture, int side, long key) {
    int top = KeyedDraws.below(key, 0, picture.height) - side / 2;
    int left = KeyedDraws.below(key, 1, picture.width) - side / 2;
    int from = Math.max(0, left);
    int to = Math.min(picture.width, left + side);
    for (int channel = 0; channel < picture.channels && from < to; channel++) {
      for (int row = Math.max(0, top); row < Math.min(picture.height, top + side); row++) {
        int first = (channel * picture.height + row) * picture.width;
        Arrays.fill(picture.values(), first + from, first + to, 0);
      }
    }
  }
}
