// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScaledInputsTest {

  @Test
  void row_7_inputs_times_100_make_the_weight_gradient_100_times_as_large() {
    double[] once = ScaledInputs.gradient(ScaledInputs.PIXELS).toDoubles();
    double[] scaled = ScaledInputs.gradient(ScaledInputs.PIXELS.times(100)).toDoubles();
    for (int i = 0; i < once.length; i++) {
      assertThat(scaled[i]).isEqualTo(100 * once[i]);
    }
    assertThat(once).containsExactly(ScaledInputs.PIXELS.toDoubles());
  }

  @Test
  void fractions_scale_to_rounding() {
    Tensor inputs = Tensor.uniform(DType.F64, Shape.of(5), Rng.seed(3));
    double[] once = ScaledInputs.gradient(inputs).toDoubles();
    double[] scaled = ScaledInputs.gradient(inputs.times(100)).toDoubles();
    for (int i = 0; i < once.length; i++) {
      assertThat(scaled[i]).isCloseTo(100 * once[i], within(1e-15 * scaled[i]));
    }
  }

  @Test
  void a_learning_rate_10_000_times_smaller_makes_up_for_it() {
    double once = ScaledInputs.moved(ScaledInputs.PIXELS, 1e-6);
    Tensor scaled = ScaledInputs.PIXELS.times(100);
    assertThat(ScaledInputs.moved(scaled, 1e-6))
        .isCloseTo(1e4 * once, Percentage.withPercentage(1e-9));
    assertThat(ScaledInputs.moved(scaled, 1e-10)).isCloseTo(once, Percentage.withPercentage(1e-9));
  }

  @Test
  void training_on_inputs_times_100_is_the_same_at_a_rate_10_000_times_smaller() {
    CoursePage.assertBegins("7");
    Tensor x = Tensor.uniform(DType.F32, Shape.of(20, 6), Rng.seed(1));
    Tensor y = Tensor.uniform(DType.F32, Shape.of(20, 10), Rng.seed(2));
    double once = ScaledInputs.trained(x, y, 1e-2);
    assertThat(ScaledInputs.trained(x.times(100), y, 1e-6))
        .isCloseTo(once, Percentage.withPercentage(0.01));
    assertThat(ScaledInputs.trained(x.times(100), y, 1e-2)).isNaN();
  }

  @Test
  void standardized_columns_have_mean_0_and_deviation_1() {
    Tensor x = Tensor.of(Shape.of(4, 2), new float[] {1, 7, 3, 7, 5, 7, 7, 7});
    Tensor columns = ScaledInputs.standardized(x);
    assertThat(columns.select(1, 0).mean().item()).isZero();
    assertThat(columns.select(1, 0).square().mean().item()).isCloseTo(1, within(1e-6));
    assertThat(columns.select(1, 1).toFloats()).containsOnly(0);
  }
}
