// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Event;
import chainrule.graph.Pass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstCircuitTest {

  private static final Pass PASSES = FirstCircuit.passes();

  private static List<Double> locals(String gate) {
    return PASSES.tape().stream()
        .filter(event -> event.gate().equals(gate))
        .map(event -> event.local().orElseThrow().item())
        .toList();
  }

  @Test
  void row_1_values_and_gradients_of_the_first_circuit() {
    assertThat(Stream.of("q", "f").map(id -> PASSES.value(id).item())).containsExactly(3.0, -12.0);
    assertThat(Stream.of("x", "y", "q", "z", "f").map(id -> PASSES.gradient(id).item()))
        .containsExactly(-4.0, -4.0, -4.0, 3.0, 1.0);
    assertThat(locals("f")).as("df/dq, df/dz").containsExactly(-4.0, 3.0);
    assertThat(locals("q")).as("dq/dx, dq/dy").containsExactly(1.0, 1.0);
  }

  @Test
  void each_contribution_is_local_times_upstream() {
    for (Event event : PASSES.tape()) {
      assertThat(event.contribution().item())
          .isEqualTo(event.local().orElseThrow().item() * event.upstream().item());
    }
  }
}
