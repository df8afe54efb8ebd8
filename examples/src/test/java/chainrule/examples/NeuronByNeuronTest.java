// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.nn.Linear;
import chainrule.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeuronByNeuronTest {

  @Test
  void row_35_a_layer_equals_its_neurons_one_by_one() {
    Tensor a0 = NeuronByNeuron.pixels();
    double[] a1 = NeuronByNeuron.layer(a0).toDoubles();
    assertThat(a1).hasSize(16);
    for (int row = 0; row < a1.length; row++) {
      assertThat(a1[row]).isCloseTo(NeuronByNeuron.neuron(row, a0), within(1e-12));
    }
  }

  @Test
  void a_linear_layer_keeps_the_same_weights_transposed() {
    Tensor a0 = NeuronByNeuron.pixels();
    Tensor transposed = NeuronByNeuron.W.transpose().detach();
    Linear layer = new Linear(transposed, Optional.of(NeuronByNeuron.B));
    assertThat(layer.apply(a0).sigmoid().toDoubles())
        .containsExactly(NeuronByNeuron.layer(a0).toDoubles(), within(1e-12));
  }
}
