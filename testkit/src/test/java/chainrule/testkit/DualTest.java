// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gradients from back to front equal dual numbers from front to back, on the definitions. */
class DualTest {

  private static final double TOLERANCE = 1e-12;

  /**
   * Of the upstream: a few roundings of it, which are all that is left where p is nearly 1 or where
   * two shares cancel.
   */
  private static final double ROUNDING = 0x1p-50;

  private static final int MOST_DIRECTIONS = 12;

  /** Operations whose samples could not be judged, with the reason. */
  private static final Map<String, String> EXCEPTIONS = Map.of();

  private static final Map<String, Integer> JUDGED = new ConcurrentSkipListMap<>();

  @TestFactory
  Stream<DynamicTest> a_gradient_is_the_slope_of_the_definition() {
    return Samples.operations().stream()
        .filter(op -> !EXCEPTIONS.containsKey(op.name()))
        .map(op -> dynamicTest(op.name(), () -> judge(op)));
  }

  @AfterAll
  static void every_differentiable_operation_was_judged() {
    Set<String> left = new TreeSet<>();
    for (Op op : Samples.operations()) {
      if (Samples.of(op, DType.F64).stream().anyMatch(Sample::hasGradients)) {
        left.add(op.name());
      }
    }
    int samples = JUDGED.values().stream().mapToInt(count -> count).sum();
    System.out.println(
        "dual numbers: "
            + JUDGED.size()
            + " operations, "
            + samples
            + " samples; exceptions "
            + EXCEPTIONS);
    left.removeAll(JUDGED.keySet());
    assertThat(left).isEqualTo(EXCEPTIONS.keySet());
    assertThat(JUDGED.values()).allMatch(count -> count >= 20);
  }

  static void judge(Op op) {
    List<String> broken = new ArrayList<>();
    for (Sample sample : Samples.of(op, DType.F64)) {
      if (sample.hasGradients() && !sample.isLarge()) {
        try {
          judge(sample, broken);
        } catch (RuntimeException | AssertionError failure) {
          broken.add(sample + ": " + failure);
        }
        JUDGED.merge(op.name(), 1, Integer::sum);
      }
    }
    assertThat(broken).as("%s: %s broken", op, broken.size()).isEmpty();
  }

  private static void judge(Sample sample, List<String> broken) {
    List<Tensor> results = Gradients.withValue(sample);
    List<Tensor> inputs = sample.differentiable();
    Tensor upstream = Gradients.upstream(results.getFirst());
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      double[] gradient = results.get(i + 1).toDoubles();
      for (double[] direction : directions((int) input.count())) {
        List<Tensor> directions = new ArrayList<>();
        for (Tensor each : sample.inputs()) {
          directions.add(
              Tensor.of(
                  DType.F64,
                  each.shape(),
                  each == input ? direction : new double[(int) each.count()]));
        }
        Tensor slope = Forward.slope(sample.op(), sample.inputs(), directions);
        compare(
            sample + " input " + i,
            gradient,
            direction,
            upstream.toDoubles(),
            slope.toDoubles(),
            broken);
      }
    }
  }

  /** Each element alone, or a few with all elements. */
  private static List<double[]> directions(int count) {
    List<double[]> directions = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST_DIRECTIONS); i++) {
      double[] direction = new double[count];
      if (count <= MOST_DIRECTIONS) {
        direction[i] = 1;
      } else {
        // Multiples of 1/8 are exact in every floating type.
        Rng rng = Rng.seed(i);
        Arrays.setAll(direction, place -> (rng.below(place, 33) - 16) / 8.0);
      }
      directions.add(direction);
    }
    return directions;
  }

  /** gradient . direction against upstream . slope, beside the size of their terms. */
  private static void compare(
      String about,
      double[] gradient,
      double[] direction,
      double[] upstream,
      double[] slope,
      List<String> broken) {
    double back = 0;
    double front = 0;
    double size = 0;
    double above = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (direction[i] != 0) {
        back += gradient[i] * direction[i];
        size += Math.abs(gradient[i] * direction[i]);
      }
    }
    for (int i = 0; i < slope.length; i++) {
      above += Math.abs(upstream[i]);
      if (slope[i] != 0) {
        front += upstream[i] * slope[i];
        size += Math.abs(upstream[i] * slope[i]);
      }
    }
    boolean same =
        Double.isFinite(size)
            ? Math.abs(back - front) <= TOLERANCE * size + ROUNDING * above
            : Double.compare(back, front) == 0;
    if (!same) {
      broken.add(about + ": back " + back + ", front " + front);
    }
  }
}
