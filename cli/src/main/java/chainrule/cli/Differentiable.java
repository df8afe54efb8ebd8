// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A circuit as a function of the leaves that want a gradient.
 *
 * @param graph the circuit, in F64
 * @param upstream the gradient at its output
 */
record Differentiable(Graph graph, Tensor upstream) {

  /** The leaves that want a gradient. */
  List<Node.Leaf> leaves() {
    return graph.leaves().stream().filter(Node::isWatched).toList();
  }

  /** Where the leaves are. */
  Tensor[] point() {
    return leaves().stream().map(Node.Leaf::tensor).toArray(Tensor[]::new);
  }

  /** The output times the upstream, summed, for other values of the leaves. */
  Function<List<Tensor>, Tensor> function() {
    List<Node.Leaf> leaves = leaves();
    return inputs -> {
      Map<String, Tensor> values = new HashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        values.put(leaves.get(i).id(), inputs.get(i));
      }
      return graph.apply(values).times(upstream).sum();
    };
  }
}
