// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.random.KeyedDraws;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How samples are changed a little before a network learns from them. What happens to a sample
 * depends on a key alone, and a loader has one for each epoch and sample: the same for any batch
 * size and any number of threads.
 *
 * <pre>{@code
 * var augmentation = Augmentation.parse("shift:2,rotate:10,noise:0.05");
 * Loader.of(data, 128).augmented(augmentation, Rng.seed(1).child("augment"));
 * }</pre>
 *
 * <p>Pictures are [height, width], [channels, height, width] or rows of a square number of
 * elements, F32 or F64; what moves them fills up with 0. Pictures are computed in F64 and rounded
 * once, after all changes. Where a picture is read between its pixels, at row y and column x with
 * fractions v and u of the pixel above and to the left,
 *
 * <pre>(1 - v) ((1 - u) p[y][x] + u p[y][x+1]) + v ((1 - u) p[y+1][x] + u p[y+1][x+1])</pre>
 *
 * is taken, with 0 for pixels outside. A parameter of 0 leaves every bit as it is.
 */
public sealed interface Augmentation {

  /** The longest side, shift or radius that can be asked for, in pixels. */
  int MOST_PIXELS = 10_000;

  /**
   * Moved by whole pixels: down by {@code below(0, 2 n + 1) - n}, to the right by {@code below(1, 2
   * n + 1) - n} of the key.
   *
   * @param pixels the most, n, in each direction
   */
  record Shift(int pixels) implements Augmentation {
    /**
     * Checks the number.
     *
     * @throws ArgumentException if it is not from 0 to 10,000
     */
    public Shift {
      Ranges.check("shift", "pixels", pixels, 0, MOST_PIXELS);
    }
  }

  /**
   * Turned around its center, by an angle uniform in [-degrees, degrees), counterclockwise where
   * positive. The pixel v below and u right of the center is read at (sin u + cos v, cos u - sin
   * v).
   *
   * @param degrees the largest angle
   */
  record Rotate(double degrees) implements Augmentation {
    /**
     * Checks the angle.
     *
     * @throws ArgumentException if it is not from 0 to 180
     */
    public Rotate {
      Ranges.check("rotate", "degrees", degrees, 0, 180);
    }
  }

  /**
   * Made larger or smaller around its center, by a factor uniform in [1 - share, 1 + share). The
   * pixel v below and u right of the center is read at (v / factor, u / factor).
   *
   * @param share the largest change
   */
  record Scale(double share) implements Augmentation {
    /**
     * Checks the share.
     *
     * @throws ArgumentException if it is not from 0 to 0.9
     */
    public Scale {
      Ranges.check("scale", "share", share, 0, 0.9);
    }
  }

  /**
   * Bent: every pixel is read somewhere near, at a displacement that is uniform in [-1, 1) for each
   * pixel and direction, smoothed by a Gaussian and multiplied. The Gaussian is cut off at 3
   * deviations, its weights add up to 1, and displacements outside of the picture count as 0.
   *
   * <p>Source: Simard, Steinkraus, Platt, "Best practices for convolutional neural networks applied
   * to visual document analysis", ICDAR 2003, doi:10.1109/ICDAR.2003.1227801; its values are 4 and
   * 34.
   *
   * @param deviation of the Gaussian, in pixels
   * @param strength the factor
   */
  record Elastic(double deviation, double strength) implements Augmentation {
    /**
     * Checks the numbers.
     *
     * @throws ArgumentException if the deviation is not from 0 to 100, or the strength not from 0
     *     to 10,000
     */
    public Elastic {
      Ranges.check("elastic", "deviation", deviation, 0, 100);
      Ranges.check("elastic", "strength", strength, 0, MOST_PIXELS);
    }
  }

  /**
   * Gaussian noise on every element; also of samples that are no pictures. Nothing is clamped.
   *
   * @param deviation of the noise
   */
  record Noise(double deviation) implements Augmentation {
    /**
     * Checks the deviation.
     *
     * @throws ArgumentException if it is not from 0 to 1000
     */
    public Noise {
      Ranges.check("noise", "deviation", deviation, 0, 1000);
    }
  }

  /** Left and right exchanged, for half of the samples. */
  record Flip() implements Augmentation {}

  /**
   * A square of 0 over the picture, its center at any pixel, so that part of it may lie outside.
   *
   * <p>Source: DeVries, Taylor, "Improved regularization of convolutional neural networks with
   * cutout", 2017, arXiv:1708.04552.
   *
   * @param side of the square, in pixels
   */
  record Cutout(int side) implements Augmentation {
    /**
     * Checks the side.
     *
     * @throws ArgumentException if it is not from 0 to 10,000
     */
    public Cutout {
      Ranges.check("cutout", "side", side, 0, MOST_PIXELS);
    }
  }

  /**
   * Mixed with another sample of the dataset: {@code s} of this one, {@code 1 - s} of the other, in
   * inputs and targets alike, s drawn from Beta(alpha, alpha). Class numbers become rows of
   * probabilities. The other sample is changed as it is itself in this epoch. Also of samples that
   * are no pictures; always last.
   *
   * <p>With uniforms p in (0, 1] and q, t = (p^(-1/alpha) - 1) cos(2 pi q)^2 and s = (1 +- sqrt(t /
   * (1 + t))) / 2, with the sign of the cosine. For alpha 0 s is 1.
   *
   * <p>Source: Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: beyond empirical risk minimization", 2017,
   * arXiv:1710.09412; for the draw: Bailey, "Polar generation of random variates with the
   * t-distribution", 1994, doi:10.1090/S0025-5718-1994-1219702-8.
   *
   * @param alpha the smaller, the less is mixed
   */
  record Mixup(double alpha) implements Augmentation {

    private static final long CHILD = KeyedDraws.number("mixup");

    /**
     * Checks the number.
     *
     * @throws ArgumentException if it is not from 0 to 100
     */
    public Mixup {
      Ranges.check("mixup", "alpha", alpha, 0, 100);
    }

    /**
     * How much of a sample is taken, s.
     *
     * @param key of the sample in this epoch
     */
    public double share(long key) {
      if (alpha == 0) {
        return 1;
      }
      long own = KeyedDraws.child(key, CHILD);
      double p = 1 - KeyedDraws.uniformDouble(own, 0);
      double cosine = StrictMath.cos(2 * Math.PI * KeyedDraws.uniformDouble(own, 1));
      double power = Math.min(1 / alpha, Double.MAX_VALUE);
      double t = (StrictMath.pow(p, -power) - 1) * cosine * cosine;
      return (1 + Math.copySign(Math.sqrt(1 / (1 + 1 / t)), cosine)) / 2;
    }

    /**
     * The place of the other sample.
     *
     * @param key of the sample in this epoch
     * @param count the samples there are
     */
    public int partner(long key, int count) {
      return KeyedDraws.below(KeyedDraws.child(key, CHILD), 2, count);
    }
  }

  /**
   * Several, one after another; none leaves samples as they are.
   *
   * @param steps the changes, none of them composed
   */
  record Composed(List<Augmentation> steps) implements Augmentation {
    /**
     * Takes composed ones apart.
     *
     * @throws ArgumentException if a mixup is not the last
     */
    public Composed {
      List<Augmentation> flat = new ArrayList<>();
      steps.forEach(step -> flat.addAll(step.steps()));
      for (int index = 0; index < flat.size() - 1; index++) {
        if (flat.get(index) instanceof Mixup) {
          throw new ArgumentException(
              "augmentation: mixup is number " + (index + 1) + " of " + flat.size(),
              "write it last, and once: it mixes samples that are changed already");
        }
      }
      steps = List.copyOf(flat);
    }
  }

  /** None: samples stay as they are. */
  static Augmentation none() {
    return new Composed(List.of());
  }

  /**
   * Reads what {@link #text} writes: names with numbers, such as {@code
   * shift:2,rotate:10,scale:0.1,elastic:4:34,noise:0.05,flip,cutout:8,mixup:0.2}, or {@code none}.
   *
   * @throws ArgumentException if a name or a number is none of these, or a number out of its range
   */
  static Augmentation parse(String text) {
    return AugmentationText.parse(text);
  }

  /** As {@link #parse} reads it. */
  default String text() {
    return AugmentationText.of(this);
  }

  /** The single changes, in their order. */
  default List<Augmentation> steps() {
    return this instanceof Composed(List<Augmentation> steps) ? steps : List.of(this);
  }

  /** This one, then another. */
  default Augmentation then(Augmentation next) {
    return new Composed(List.of(this, next));
  }

  /** The mixup at the end, if there is one. */
  default Optional<Mixup> mixup() {
    return !steps().isEmpty() && steps().getLast() instanceof Mixup last
        ? Optional.of(last)
        : Optional.empty();
  }

  /**
   * All of it but a mixup, for samples of a form, with memory of its own; for one thread.
   *
   * @param shape of one sample
   * @throws chainrule.error.DtypeException if elements are integers
   * @throws chainrule.error.ShapeException if pictures are moved, and the samples are none
   */
  default Augmenter over(DType dtype, Shape shape) {
    return new Augmenter(this, dtype, shape);
  }

  /** One sample changed by a key, all but a mixup; throws as {@link #over} does. */
  default Tensor apply(Tensor sample, Rng key) {
    Storage changed = sample.toStorage();
    over(sample.dtype(), sample.shape()).apply(changed, 0, key.key());
    return Tensor.of(sample.shape(), changed);
  }
}
