// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateRolesTest {

  private static List<Double> passedBack(Pass pass, String gate) {
    return pass.tape().stream()
        .filter(event -> event.gate().equals(gate))
        .map(event -> event.contribution().item())
        .toList();
  }

  @Test
  void row_5_add_distributes_multiply_swaps_max_routes_and_a_number_scales() {
    Pass pass = GateRoles.circuit();
    assertThat(pass.output().item()).isEqualTo(-20);
    assertThat(Stream.of("x", "y", "z", "w").map(id -> pass.gradient(id).item()))
        .containsExactly(-8.0, 6.0, 2.0, 0.0);
    assertThat(pass.graph().gates())
        .extracting(Node.Gate::role)
        .containsExactly(Role.SWITCHER, Role.ROUTER, Role.DISTRIBUTOR, Role.SCALER);
    assertThat(passedBack(pass, "mul4")).containsExactly(2.0);
    assertThat(passedBack(pass, "add3")).containsExactly(2.0, 2.0);
    assertThat(passedBack(pass, "maximum2")).containsExactly(2.0, 0.0);
    assertThat(passedBack(pass, "mul1")).containsExactly(-4 * 2.0, 3 * 2.0);
  }

  @Test
  void a_copy_adds_what_comes_back_from_each_use() {
    Pass pass = GateRoles.reuse();
    List<Event> arrivals = pass.arrivals("copy1");
    assertThat(arrivals)
        .extracting(use -> use.contribution().item())
        .containsExactly(1.0, 3.0, 3.0);
    assertThat(arrivals).extracting(use -> use.accumulated().item()).containsExactly(1.0, 4.0, 7.0);
    assertThat(pass.gradient("x").item()).isEqualTo(7);
  }
}
