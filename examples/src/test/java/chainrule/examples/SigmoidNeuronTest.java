// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Pass;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigmoidNeuronTest {

  private static final double CLOSE = 1e-6;
  private static final Pass PASS = SigmoidNeuron.graph().forward().backward();

  private static void assertValues(Map<String, Double> expected) {
    expected.forEach(
        (id, value) -> assertThat(PASS.value(id).item()).as(id).isCloseTo(value, within(CLOSE)));
  }

  private static void assertGradients(Map<String, Double> expected) {
    expected.forEach((id, value) ->
        assertThat(PASS.gradient(id).item()).as("d" + id).isCloseTo(value, within(CLOSE)));
  }

  @Test
  void row_8_the_sigmoid_neuron_gate_by_gate() {
    assertThat(PASS.graph().gates()).hasSize(8);
    assertValues(Map.of("mul1", -2.0, "mul2", 6.0, "add3", 4.0, "add4", 1.0, "mul5", -1.0));
    assertValues(Map.of("exp6", 0.367879, "add7", 1.367879, "reciprocal8", 0.731059));
    assertGradients(Map.of("reciprocal8", 1.0, "add7", -0.534447, "exp6", -0.534447));
    assertGradients(Map.of("mul5", -0.196612, "add4", 0.196612, "add3", 0.196612));
    assertGradients(Map.of("mul1", 0.196612, "mul2", 0.196612));
  }

  @Test
  void row_9_the_gradients_of_the_leaves() {
    assertGradients(Map.of("w0", -0.196612, "x0", 0.393224));
    assertGradients(Map.of("w1", -0.393224, "x1", -0.589836, "w2", 0.196612));
  }
}
