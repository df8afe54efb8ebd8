// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.Shape;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsAsSamplesTest {

  private static List<String> weights(Mlp net) {
    return net.layers().stream().map(layer -> layer.weight().shape().toString()).toList();
  }

  @Test
  void row_48_rows_times_weights_plus_bias_feed_the_next_layer() {
    Mlp net = RowsAsSamples.net("6-4-3-1");
    assertThat(weights(net)).containsExactly("[6, 4]", "[4, 3]", "[3, 1]");
    assertThat(Parameters.of(net).count()).isEqualTo(39 + 8);
    Graph graph = RowsAsSamples.graph(net);
    Tensor output = graph.forward().output();
    Tensor x = graph.forward().value("X");
    assertThat(output.shape()).isEqualTo(Shape.of(5, 1));
    assertThat(RowsAsSamples.writtenOut(net, x).toFloats())
        .containsExactly(output.toFloats(), within(1e-6f));
    Set<String> computed = new HashSet<>();
    for (Node node : graph.nodes()) {
      assertThat(computed).as("no cycle through %s", node.id()).containsAll(node.wires());
      computed.add(node.id());
    }
  }

  @Test
  void the_other_reading_of_the_notes_has_53_parameters() {
    Mlp net = RowsAsSamples.net("6-4-4-1");
    assertThat(weights(net)).containsExactly("[6, 4]", "[4, 4]", "[4, 1]");
    assertThat(Parameters.of(net).count()).isEqualTo(44 + 9);
  }

  @Test
  void ten_digits_need_ten_output_neurons() {
    assertThat(RowsAsSamples.graph(RowsAsSamples.net("784-16-16-10")).output().shape())
        .isEqualTo(Shape.of(5, 10));
  }
}
