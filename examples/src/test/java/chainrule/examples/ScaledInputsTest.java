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
}
