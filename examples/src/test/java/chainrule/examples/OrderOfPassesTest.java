// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Walkthrough;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderOfPassesTest {

  @Test
  void row_14_forward_runs_in_topological_order_and_backward_in_reverse() {
    Graph graph = StagedExpression.graph();
    List<String> forward = OrderOfPasses.order(Walkthrough.Phase.FORWARD);
    List<String> seen = new ArrayList<>(graph.leaves().stream().map(Node.Leaf::id).toList());
    for (String id : forward) {
      assertThat(seen).as("computed before %s", id).containsAll(graph.node(id).wires());
      seen.add(id);
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(graph.nodes().stream().map(Node::id).toList());
    assertThat(OrderOfPasses.order(Walkthrough.Phase.BACKWARD)).isEqualTo(forward.reversed());
    assertThat(graph.forward().backward().order()).isEqualTo(forward.reversed());
  }

  @Test
  void forward_gives_the_loss_and_backward_the_gradients_of_the_inputs() {
    Graph graph = StagedExpression.graph();
    assertThat(graph.forward().output().item()).isCloseTo(1.545645, within(1e-6));
    assertThat(graph.leaves()).allMatch(leaf -> graph.forward().backward().hasGradient(leaf.id()));
  }
}
