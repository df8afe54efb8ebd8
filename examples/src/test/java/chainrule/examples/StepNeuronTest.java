// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.tensor.Role;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepNeuronTest {

  @Test
  void row_57_a_step_neuron_has_no_gradient_and_learns_nothing() {
    Tensor sums = Tensor.of(DType.F64, -2, -1e-9, 0, 1e-9, 3).requiresGrad();
    Tensor fired = sums.step();
    fired.sum().backward();
    assertThat(fired.toDoubles()).containsExactly(0, 0, 0, 1, 1);
    assertThat(sums.grad().toDoubles()).containsOnly(0);
    assertThat(StepNeuron.gradient(Tensor::step).toDoubles()).containsOnly(0);
    assertThat(StepNeuron.losses(Tensor::step)).containsOnly(0.5);
    assertThat(StepNeuron.meaning().english())
        .contains("flat", "local gradient is 0", "nothing can learn");
    assertThat(StepNeuron.meaning().role()).isEqualTo(Role.STOPPER);
  }

  @Test
  void with_a_sigmoid_the_same_loop_learns() {
    List<Double> losses = StepNeuron.losses(Tensor::sigmoid);
    assertThat(StepNeuron.gradient(Tensor::sigmoid).toDoubles()).doesNotContain(0);
    assertThat(losses.getLast()).isLessThan(losses.getFirst() / 5);
  }
}
