// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Resampling;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Resizing by hand, and beside the formulas of each place. */
class ResizingTest {

  private static final int SETTINGS = 200;

  private static Tensor row(double... values) {
    return Tensor.of(DType.F64, Shape.of(1, 1, values.length), values);
  }

  @Test
  void nearest_takes_the_element_at_the_left_edge_and_exact_that_at_the_middle() {
    Tensor x = row(0, 1, 2, 3, 4);
    assertThat(x.resize(Resampling.NEAREST, 3).toDoubles()).containsExactly(0, 1, 3);
    assertThat(x.resize(Resampling.NEAREST_EXACT, 3).toDoubles()).containsExactly(0, 2, 4);
    assertThat(x.resize(Resampling.NEAREST, 10).toDoubles())
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
  }

  @Test
  void linear_lies_between_the_middles_of_elements() {
    Tensor x = row(1, 2, 4);
    assertThat(x.resize(Resampling.LINEAR, 6).toDoubles())
        .containsExactly(1, 1.25, 1.75, 2.5, 3.5, 4);
    assertThat(row(1, 2, 3, 4).resize(Resampling.LINEAR, 2).toDoubles()).containsExactly(1.5, 3.5);
  }

  @Test
  void corners_fall_on_corners() {
    Tensor x = row(1, 2, 4);
    assertThat(x.resize(Resampling.LINEAR_CORNERS, 5).toDoubles()).containsExactly(1, 1.5, 2, 3, 4);
    assertThat(x.resize(Resampling.LINEAR_CORNERS, 1).toDoubles()).containsExactly(1);
  }

  @Test
  void an_image_is_resized_along_both_axes() {
    Tensor x = Tensor.of(DType.F64, Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
    assertThat(x.resize(Resampling.LINEAR_CORNERS, 3, 3).toDoubles())
        .containsExactly(1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4);
    assertThat(x.resize(Resampling.AREA, 1, 1).toDoubles()).containsExactly(2.5);
  }

  @Test
  void an_element_that_weighs_nothing_is_not_looked_at() {
    Tensor x = row(1, Double.NaN, 3);
    assertThat(x.resize(Resampling.LINEAR_CORNERS, 2).toDoubles()).containsExactly(1, 3);
    assertThat(x.resize(Resampling.LINEAR, 3).toDoubles()).containsExactly(1, Double.NaN, 3);
  }

  @Test
  void a_scale_says_how_far_apart_places_are() {
    Tensor x = row(0, 1, 2, 3, 4);
    // 5 * 1.5 is 7 elements, 1 / 1.5 apart rather than 5 / 7.
    assertThat(x.resizeBy(Resampling.LINEAR, 1.5).toDoubles())
        .hasSize(7)
        .satisfies(values -> assertThat(values[3]).isCloseTo(3.5 / 1.5 - 0.5, within(1e-15)));
    assertThat(x.resize(Resampling.LINEAR, 7).toDoubles()[3]).isEqualTo(2);
    assertThat(x.resizeBy(Resampling.NEAREST, 1.5).toDoubles())
        .containsExactly(0, 0, 1, 2, 2, 3, 4);
  }

  @Test
  void the_gradient_of_a_mean_is_shared_evenly_and_of_a_copy_added() {
    Tensor x = row(1, 2, 3, 4).requiresGrad();
    x.resize(Resampling.AREA, 2).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0.5, 0.5, 0.5, 0.5);
    Tensor y = row(1, 2, 3, 4).requiresGrad();
    y.resize(Resampling.NEAREST, 6).sum().backward();
    assertThat(y.grad().toDoubles()).containsExactly(2, 1, 2, 1);
  }

  @Test
  void every_place_is_that_of_its_formula_and_the_adjoint_turns_the_product_around() {
    for (int seed = 0; seed < SETTINGS; seed++) {
      Rng rng = Rng.seed(seed).child("resize");
      int from = 1 + rng.below(0, 9);
      int to = 1 + rng.below(1, 12);
      Tensor x = Tensor.normal(DType.F64, Shape.of(2, from), rng.child("x"));
      Tensor z = Tensor.normal(DType.F64, Shape.of(2, to), rng.child("z"));
      for (Resampling rule : Resampling.values()) {
        Tensor result = x.resize(rule, to);
        double[] values = x.toDoubles();
        for (int i = 0; i < 2 * to; i++) {
          double[] line = Arrays.copyOfRange(values, i / to * from, i / to * from + from);
          assertThat(result.toDoubles()[i])
              .as("seed %s, %s from %s to %s, %s", seed, rule, from, to, i)
              .isCloseTo(place(rule, line, to, i % to), within(1e-12));
        }
        double product = result.times(z).sum().item();
        assertThat(z.transposedResize(rule, 1, from).times(x).sum().item())
            .as("seed %s, %s from %s to %s", seed, rule, from, to)
            .isCloseTo(product, within(1e-12));
      }
    }
  }

  private static double place(Resampling rule, double[] line, int to, int i) {
    int from = line.length;
    return switch (rule) {
      case NEAREST -> line[i * from / to];
      case NEAREST_EXACT -> line[(2 * i + 1) * from / (2 * to)];
      case LINEAR -> between(line, Math.max(0, (i + 0.5) * from / to - 0.5));
      case LINEAR_CORNERS -> between(line, to == 1 ? 0 : (double) i * (from - 1) / (to - 1));
      case AREA -> {
        double sum = 0;
        int last = ((i + 1) * from + to - 1) / to;
        for (int j = i * from / to; j < last; j++) {
          sum += line[j];
        }
        yield sum / (last - i * from / to);
      }
    };
  }

  private static double between(double[] line, double at) {
    int low = Math.min(line.length - 1, (int) at);
    int high = Math.min(line.length - 1, low + 1);
    return line[low] + (line[high] - line[low]) * (at - low);
  }
}
