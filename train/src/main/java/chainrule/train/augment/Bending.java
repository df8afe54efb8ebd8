// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.random.KeyedDraws;
import java.util.Arrays;

/** An elastic change, with memory for its displacements. */
final class Bending implements Change {

  private static final int REACH = 3;

  private final double strength;
  private final double[] weights;
  private final double[] down;
  private final double[] right;
  private final double[] passed;

  Bending(Augmentation.Elastic elastic, Picture form) {
    strength = elastic.strength();
    weights = weights(elastic.deviation());
    down = new double[form.height * form.width];
    right = new double[down.length];
    passed = new double[down.length];
  }

  /** The Gaussian at whole distances, from the farthest on one side to that on the other. */
  private static double[] weights(double deviation) {
    int reach = (int) Math.ceil(REACH * deviation);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int index = 0; index < weights.length; index++) {
      double distance = reach == 0 ? 0 : (index - reach) / deviation;
      weights[index] = StrictMath.exp(-distance * distance / 2);
      sum += weights[index];
    }
    for (int index = 0; index < weights.length; index++) {
      weights[index] /= sum;
    }
    return weights;
  }

  @Override
  public void apply(Picture picture, long key) {
    if (strength == 0) {
      return;
    }
    draw(key, down, 0, picture);
    draw(key, right, down.length, picture);
    double[] to = picture.next();
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        int pixel = row * picture.width + column;
        double y = row + down[pixel];
        double x = column + right[pixel];
        for (int from = 0; from < to.length; from += down.length) {
          to[from + pixel] = picture.at(from, y, x);
        }
      }
    }
    picture.turnOver();
  }

  private void draw(long key, double[] field, int first, Picture form) {
    KeyedDraws.uniform(key, field, 0, field.length, first);
    for (int index = 0; index < field.length; index++) {
      field[index] = 2 * field[index] - 1;
    }
    int reach = weights.length / 2;
    Arrays.fill(passed, 0);
    for (int from = 0; from < field.length; from += form.width) {
      for (int by = -reach; by <= reach; by++) {
        int start = Math.max(0, -by);
        int end = Math.min(form.width, form.width - by);
        add(field, from + start + by, passed, from + start, end - start, weights[by + reach]);
      }
    }
    Arrays.fill(field, 0);
    for (int row = 0; row < form.height; row++) {
      int to = row * form.width;
      for (int by = Math.max(-reach, -row); by <= Math.min(reach, form.height - 1 - row); by++) {
        add(passed, to + by * form.width, field, to, form.width, weights[by + reach]);
      }
    }
    for (int index = 0; index < field.length; index++) {
      field[index] *= strength;
    }
  }

  private static void add(
      double[] from, int first, double[] to, int target, int count, double weight) {
    for (int index = 0; index < count; index++) {
      to[target + index] += weight * from[first + index];
    }
  }
}
