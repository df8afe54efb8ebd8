// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.StateException;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MultiplyGateTest {

  @Test
  void row_4_a_multiply_gate_gives_each_input_the_other_times_upstream() {
    MultiplyGate gate = new MultiplyGate();
    assertThat(gate.forward(3, -4)).isEqualTo(-12);
    assertThat(gate.backward(2)).containsExactly(-8.0, 6.0);
    Tensor x = Tensor.scalar(DType.F64, 3).requiresGrad();
    Tensor y = Tensor.scalar(DType.F64, -4).requiresGrad();
    Tensor upstream = Tensor.scalar(DType.F64, 2);
    assertThat(
            Autograd.of(x.times(y)).upstream(upstream).gradients(x, y).stream().map(Tensor::item))
        .containsExactlyElementsOf(gate.backward(2));
  }

  @Test
  void it_keeps_the_inputs_of_the_last_forward_pass() {
    MultiplyGate gate = new MultiplyGate();
    gate.forward(3, -4);
    gate.forward(5, 7);
    assertThat(gate.backward(1)).containsExactly(7.0, 5.0);
    assertThat(gate.backward(-1)).containsExactly(-7.0, -5.0);
  }

  @Test
  void without_a_forward_pass_there_is_nothing_to_pass_back() {
    assertThatThrownBy(() -> new MultiplyGate().backward(1))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("no inputs are kept");
  }
}
