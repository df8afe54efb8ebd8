// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.random.Rng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlaneSetsTest {

  private static final Rng RNG = Rng.seed(5);

  /** A point, as a test looks at it. */
  private record Point(double x, double y, int label) {
    double radius() {
      return Math.sqrt(x * x + y * y);
    }
  }

  private static List<Point> points(Dataset data) {
    float[] inputs = data.all().inputs().toFloats();
    long[] labels = data.all().targets().toLongs();
    return IntStream.range(0, labels.length)
        .mapToObj(i -> new Point(inputs[2 * i], inputs[2 * i + 1], (int) labels[i]))
        .toList();
  }

  /** The share of two classes that the best of many lines has on its right side. */
  private static double bestLine(Dataset data) {
    List<Point> points = points(data);
    int best = 0;
    for (int degrees = 0; degrees < 180; degrees++) {
      double a = StrictMath.toRadians(degrees);
      double u = StrictMath.cos(a);
      double v = StrictMath.sin(a);
      int ones = 0;
      List<Point> sorted =
          points.stream().sorted(Comparator.comparingDouble(p -> u * p.x() + v * p.y())).toList();
      int above = (int) points.stream().filter(point -> point.label() == 1).count();
      for (Point point : sorted) {
        ones += point.label() == 0 ? 1 : -1;
        int right = ones + above;
        best = Math.max(best, Math.max(right, points.size() - right));
      }
    }
    return (double) best / points.size();
  }

  private static void assertBalanced(Dataset data, int classes, int perClass) {
    assertThat(data.all().inputs().shape().toString()).isEqualTo("[" + classes * perClass + ", 2]");
    assertThat(data.classes()).hasSize(classes);
    assertThat(
            LongStream.of(data.all().targets().toLongs())
                .boxed()
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()))
                .values())
        .hasSize(classes)
        .containsOnly((long) perClass);
  }

  @Test
  void classes_have_as_many_samples_as_asked_for() {
    assertBalanced(PlaneSets.spiral(3, 50, 0.1, RNG), 3, 50);
    assertBalanced(PlaneSets.circles(40, 0.1, RNG), 2, 40);
    assertBalanced(PlaneSets.moons(41, 0.1, RNG), 2, 41);
    assertBalanced(PlaneSets.xor(13, 0.1, RNG), 2, 13);
    assertBalanced(PlaneSets.blobs(7, 9, 0.1, RNG), 7, 9);
  }

  @Test
  void without_noise_points_lie_on_their_curves() {
    for (Point point : points(PlaneSets.circles(60, 0, RNG))) {
      assertThat(point.radius()).isCloseTo(point.label() == 0 ? 1 : PlaneSets.INNER, within(1e-6));
    }
    for (Point point : points(PlaneSets.moons(60, 0, RNG))) {
      double x = point.label() == 0 ? point.x() : 1 - point.x();
      double y = point.label() == 0 ? point.y() : 0.5 - point.y();
      assertThat(x * x + y * y).isCloseTo(1, within(1e-6));
      assertThat(y).isGreaterThanOrEqualTo(0);
    }
    for (Point point : points(PlaneSets.blobs(4, 5, 0, RNG))) {
      double angle = Math.PI / 2 * point.label();
      assertThat(point.x()).isCloseTo(StrictMath.cos(angle), within(1e-6));
      assertThat(point.y()).isCloseTo(StrictMath.sin(angle), within(1e-6));
    }
    for (Point point : points(PlaneSets.xor(20, 0, RNG))) {
      assertThat(point.x() * point.y()).isEqualTo(point.label() == 0 ? 1 : -1);
    }
    assertThat(points(PlaneSets.xor(20, 0, RNG)).stream().distinct()).hasSize(4);
  }

  @Test
  void arms_of_a_spiral_are_turned_copies_of_one_curve() {
    for (Point point : points(PlaneSets.spiral(3, 100, 0, RNG))) {
      double t = (point.radius() - PlaneSets.BEGINNING) / (1 - PlaneSets.BEGINNING);
      assertThat(t).isBetween(-1e-6, 1.0);
      double angle = 2 * Math.PI * (point.label() / 3.0 + PlaneSets.TURNS * t);
      assertThat(point.x()).isCloseTo(point.radius() * StrictMath.cos(angle), within(1e-5));
      assertThat(point.y()).isCloseTo(point.radius() * StrictMath.sin(angle), within(1e-5));
    }
  }

  @Test
  void noise_has_the_deviation_asked_for() {
    List<Point> still = points(PlaneSets.spiral(2, 2000, 0, RNG));
    List<Point> noisy = points(PlaneSets.spiral(2, 2000, 0.25, RNG));
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < still.size(); i++) {
      double x = noisy.get(i).x() - still.get(i).x();
      double y = noisy.get(i).y() - still.get(i).y();
      squares += x * x + y * y;
      sum += x * y;
    }
    assertThat(Math.sqrt(squares / 8000)).isCloseTo(0.25, within(0.01));
    assertThat(sum / 4000).as("x and y go together").isCloseTo(0, within(0.005));
  }

  @Test
  void no_line_separates_what_is_said_not_to_be_separable() {
    assertThat(bestLine(PlaneSets.spiral(2, 500, 0.02, RNG))).isBetween(0.5, 0.65);
    assertThat(bestLine(PlaneSets.circles(500, 0.05, RNG))).isBetween(0.6, 0.67);
    assertThat(bestLine(PlaneSets.xor(500, 0.1, RNG))).as("three of four corners").isEqualTo(0.75);
    assertThat(bestLine(PlaneSets.moons(500, 0.1, RNG))).isBetween(0.8, 0.95);
    assertThat(bestLine(PlaneSets.blobs(2, 500, 0.1, RNG))).isEqualTo(1);
  }

  @Test
  void surfaces_have_the_heights_of_their_formulas() {
    Dataset saddle = PlaneSets.saddle(300, 0, RNG);
    Dataset ripple = PlaneSets.ripple(300, 0, RNG);
    assertThat(saddle.all().targets().shape().toString()).isEqualTo("[300, 1]");
    assertThat(saddle.isClassified()).isFalse();
    assertThat(saddle.classes()).isEmpty();
    float[] at = saddle.all().inputs().toFloats();
    assertThat(ripple.all().inputs().toFloats()).isEqualTo(at);
    float[] heights = saddle.all().targets().toFloats();
    float[] waves = ripple.all().targets().toFloats();
    for (int i = 0; i < heights.length; i++) {
      double x = at[2 * i];
      double y = at[2 * i + 1];
      assertThat(Math.max(Math.abs(x), Math.abs(y))).isLessThanOrEqualTo(1);
      assertThat((double) heights[i]).isCloseTo(x * x - y * y, within(1e-6));
      assertThat((double) waves[i])
          .isCloseTo(StrictMath.cos(2 * Math.PI * Math.sqrt(x * x + y * y)), within(1e-5));
    }
  }

  @Test
  void a_larger_set_begins_with_the_smaller_one() {
    List<Dataset> small =
        List.of(
            PlaneSets.spiral(3, 10, 0.1, RNG),
            PlaneSets.xor(10, 0.1, RNG),
            PlaneSets.ripple(10, 0.1, RNG));
    List<Dataset> large =
        List.of(
            PlaneSets.spiral(3, 99, 0.1, RNG),
            PlaneSets.xor(99, 0.1, RNG),
            PlaneSets.ripple(99, 0.1, RNG));
    for (int i = 0; i < small.size(); i++) {
      float[] fewer = small.get(i).all().inputs().toFloats();
      float[] more = large.get(i).all().inputs().toFloats();
      assertThat(Arrays.copyOf(more, fewer.length)).isEqualTo(fewer);
    }
  }

  @Test
  void the_key_decides_on_the_points() {
    assertThat(PlaneSets.moons(9, 0.1, RNG).all().inputs().toFloats())
        .isEqualTo(PlaneSets.moons(9, 0.1, Rng.seed(5)).all().inputs().toFloats())
        .isNotEqualTo(PlaneSets.moons(9, 0.1, Rng.seed(6)).all().inputs().toFloats());
  }

  @Test
  void sizes_and_noise_out_of_range_are_refused() {
    assertThatThrownBy(() -> PlaneSets.spiral(0, 5, 0, RNG))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("spiral: 0 times 5 samples; needs 1 or more of each");
    assertThatThrownBy(() -> PlaneSets.saddle(-1, 0, RNG)).isInstanceOf(ArgumentException.class);
    for (double noise : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> PlaneSets.circles(5, noise, RNG))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("noise is " + noise);
    }
    assertThatThrownBy(() -> PlaneSets.blobs(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, RNG))
        .isInstanceOf(LimitException.class);
  }
}
