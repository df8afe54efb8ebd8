// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OneNeuronTest {

  @Test
  void row_24_a_neuron_fires_between_0_and_1_and_the_sign_of_a_weight_excites_or_inhibits() {
    for (int seed = 0; seed < 50; seed++) {
      Tensor inputs = Tensor.normal(DType.F64, Shape.of(3), Rng.seed(seed));
      assertThat(OneNeuron.rate(inputs).item()).isStrictlyBetween(0.0, 1.0);
      assertThat(OneNeuron.sensitivity(inputs).sign().toDoubles()).containsExactly(1, -1, 1);
    }
  }

  @Test
  void it_is_the_weighted_sum_the_bias_and_the_sigmoid() {
    double sum = 1.5 * 0.2 - 2 * 0.4 + 0.5 * 0.6 - 0.25;
    assertThat(OneNeuron.rate(Tensor.of(DType.F64, 0.2, 0.4, 0.6)).item())
        .isCloseTo(1 / (1 + StrictMath.exp(-sum)), within(1e-15));
  }
}
