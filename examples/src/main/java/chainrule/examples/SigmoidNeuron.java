// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Map;

/**
 * Rows 8 and 9: the neuron 1 / (1 + e^-(w0 x0 + w1 x1 + w2)) gate by gate, at w = 2, -3, -3 and x =
 * -1, -2: eight gates forward, then the chain rule back through each of them to the five leaves.
 */
public final class SigmoidNeuron {

  private SigmoidNeuron() {}

  private static Tensor leaf(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }

  /** The neuron; its gates are mul1, mul2, add3, add4, mul5, exp6, add7 and reciprocal8. */
  static Graph graph() {
    Tensor w0 = leaf(2);
    Tensor x0 = leaf(-1);
    Tensor w1 = leaf(-3);
    Tensor x1 = leaf(-2);
    Tensor w2 = leaf(-3);
    Tensor dot = w0.times(x0).plus(w1.times(x1)).plus(w2);
    Tensor rate = dot.times(-1).exp().plus(1).reciprocal();
    return Graph.of(rate, Map.of("w0", w0, "x0", x0, "w1", w1, "x1", x1, "w2", w2));
  }

  /** Prints value and gradient at every node, in the order of the forward pass. */
  public static void main() {
    Pass pass = graph().forward().backward();
    Print.words("", "value", "gradient");
    for (Node node : pass.graph().nodes()) {
      Print.row(node.id(), pass.value(node.id()).item(), pass.gradient(node.id()).item());
    }
  }
}
