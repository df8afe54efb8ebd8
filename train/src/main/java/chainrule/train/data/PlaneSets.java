// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Sets of points in the plane, drawn by code: classes that a line separates or does not, and
 * surfaces over the plane.
 *
 * <p>Sample i is of class i mod classes, and depends on the key, i and the other arguments alone:
 * the first samples of a larger set are those of a smaller one. Noise is normal, of that deviation,
 * added to both coordinates; for surfaces it is added to the height. Inputs are F32 [n, 2], labels
 * I64 [n], heights F32 [n, 1].
 *
 * <p>Every method throws an {@link ArgumentException} for a size that is not positive or a noise
 * below 0, above 10^6 or NaN, and a {@link LimitException} for more than 2^24 samples.
 *
 * <pre>{@code
 * Dataset arms = PlaneSets.spiral(2, 300, 0.02, Rng.seed(1));
 * }</pre>
 */
public final class PlaneSets {

  /** How often an arm of the spiral goes around. */
  static final double TURNS = 1.75;

  /** The radius of the inner circle; that of the outer one is 1. */
  static final double INNER = 0.6;

  /** Where the arms of the spiral begin; they end at radius 1. */
  static final double BEGINNING = 0.1;

  private static final int MOST = 1 << 24;
  private static final double LOUDEST = 1e6;

  private PlaneSets() {}

  /** A point of a class, from a number in [0, 1) that runs along its curve. */
  @FunctionalInterface
  private interface Curve {
    double[] at(int label, double t);
  }

  /**
   * Arms that wind around each other one and three quarter times: (r cos a, r sin a) with r = 0.1 +
   * 0.9 t and a = 2 pi (class / classes + 1.75 t), t uniform in [0, 1).
   *
   * @param classes arms, 1 or more
   */
  public static Dataset spiral(int classes, int perClass, double noise, Rng rng) {
    return classes(
        "spiral",
        classes,
        perClass,
        noise,
        rng,
        (label, t) -> polar(BEGINNING + (1 - BEGINNING) * t, (double) label / classes + TURNS * t));
  }

  /** Class 0 on a circle of radius 1, class 1 on one of radius 0.6 inside; uniform angles. */
  public static Dataset circles(int perClass, double noise, Rng rng) {
    return classes(
        "circles", 2, perClass, noise, rng, (label, t) -> polar(label == 0 ? 1 : INNER, t));
  }

  /**
   * Two half circles that hold each other: class 0 at (cos a, sin a), class 1 at (1 - cos a, 0.5 -
   * sin a), a = pi t, t uniform in [0, 1).
   */
  public static Dataset moons(int perClass, double noise, Rng rng) {
    return classes(
        "moons",
        2,
        perClass,
        noise,
        rng,
        (label, t) -> {
          double[] upper = polar(1, t / 2);
          return label == 0 ? upper : new double[] {1 - upper[0], 0.5 - upper[1]};
        });
  }

  /**
   * Four corners: class 0 around (-1, -1) and (1, 1), class 1 around (-1, 1) and (1, -1). Corners
   * of a class take turns.
   */
  public static Dataset xor(int perClass, double noise, Rng rng) {
    double[] points = new double[2 * count("xor", 2, perClass, noise)];
    for (int i = 0; i < points.length / 2; i++) {
      double side = i / 2 % 2 == 0 ? -1 : 1;
      points[2 * i] = side;
      points[2 * i + 1] = i % 2 == 0 ? side : -side;
    }
    return classified("xor", 2, points, noise, rng);
  }

  /**
   * Clouds around (cos a, sin a) with a = 2 pi class / classes; noise is their size.
   *
   * @param classes clouds, 1 or more
   */
  public static Dataset blobs(int classes, int perClass, double noise, Rng rng) {
    return classes(
        "blobs", classes, perClass, noise, rng, (label, _) -> polar(1, (double) label / classes));
  }

  /** Heights x^2 - y^2 over points uniform in [-1, 1) x [-1, 1). */
  public static Dataset saddle(int count, double noise, Rng rng) {
    return surface("saddle", count, noise, rng, (x, y) -> x * x - y * y);
  }

  /** Heights cos(2 pi r) with r^2 = x^2 + y^2 over points uniform in [-1, 1) x [-1, 1). */
  public static Dataset ripple(int count, double noise, Rng rng) {
    return surface(
        "ripple",
        count,
        noise,
        rng,
        (x, y) -> StrictMath.cos(2 * Math.PI * Math.sqrt(x * x + y * y)));
  }

  /** The point at a radius, after some turns. */
  private static double[] polar(double radius, double turns) {
    double angle = 2 * Math.PI * turns;
    return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
  }

  private static Dataset classes(
      String name, int classes, int perClass, double noise, Rng rng, Curve curve) {
    double[] points = new double[2 * count(name, classes, perClass, noise)];
    Rng places = rng.child("place");
    for (int i = 0; i < points.length / 2; i++) {
      double[] point = curve.at(i % classes, places.uniformDouble(i));
      points[2 * i] = point[0];
      points[2 * i + 1] = point[1];
    }
    return classified(name, classes, points, noise, rng);
  }

  private static Dataset classified(
      String name, int classes, double[] points, double noise, Rng rng) {
    int count = points.length / 2;
    Rng own = rng.child("noise");
    float[] inputs = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      inputs[i] = (float) (points[i] + noise * own.normal(i));
    }
    long[] labels = IntStream.range(0, count).mapToLong(i -> i % classes).toArray();
    return Dataset.of(
        name,
        Tensor.of(Shape.of(count, 2), inputs),
        Tensor.of(Shape.of(count), labels),
        IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  private static Dataset surface(
      String name, int size, double noise, Rng rng, DoubleBinaryOperator height) {
    int count = count(name, size, 1, noise);
    Rng places = rng.child("place");
    Rng own = rng.child("noise");
    float[] inputs = new float[2 * count];
    float[] heights = new float[count];
    for (int i = 0; i < count; i++) {
      double x = 2 * places.uniformDouble(2L * i) - 1;
      double y = 2 * places.uniformDouble(2L * i + 1) - 1;
      inputs[2 * i] = (float) x;
      inputs[2 * i + 1] = (float) y;
      heights[i] = (float) (height.applyAsDouble(x, y) + noise * own.normal(i));
    }
    return Dataset.of(
        name,
        Tensor.of(Shape.of(count, 2), inputs),
        Tensor.of(Shape.of(count, 1), heights),
        List.of());
  }

  /** The number of samples, once all arguments are checked. */
  private static int count(String name, int classes, int perClass, double noise) {
    if (classes < 1 || perClass < 1) {
      throw new ArgumentException(
          name + ": " + classes + " times " + perClass + " samples; needs 1 or more of each");
    }
    if (!(noise >= 0 && noise <= LOUDEST)) {
      throw new ArgumentException(name + ": noise is " + noise + "; needs 0 to " + LOUDEST);
    }
    long count = (long) classes * perClass;
    if (count > MOST) {
      throw new LimitException(name + ": " + count + " samples; at most " + MOST + " are made");
    }
    return (int) count;
  }
}
