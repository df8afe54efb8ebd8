// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Row 48: with samples as rows a layer is X W + b and an activation, and its result is the input of
 * the next. An input layer of 6, hidden layers of 4 and 3 and one output need weights of 6 x 4, 4 x
 * 3 and 3 x 1; with hidden layers of 4 and 4 they are 6 x 4, 4 x 4 and 4 x 1. Values flow one way,
 * without cycles. A net that tells classes apart has one output neuron for each.
 */
public final class RowsAsSamples {

  private RowsAsSamples() {}

  /** A net of a number of inputs, two hidden layers and outputs. */
  static Mlp net(String sizes) {
    return Mlp.of(sizes, Activation.SIGMOID, Rng.seed(1));
  }

  /** The net's forward pass for five samples, as a graph. */
  static Graph graph(Mlp net) {
    Shape samples = Shape.of(5, net.sizes().getFirst());
    Tensor x = Tensor.normal(DType.F32, samples, Rng.seed(2));
    return Graph.capture(Map.of("X", x), () -> net.apply(x));
  }

  /** The same written out layer by layer. */
  static Tensor writtenOut(Mlp net, Tensor x) {
    List<Linear> layers = net.layers();
    Tensor value = x;
    for (int i = 0; i < layers.size(); i++) {
      Tensor sums = value.matmul(layers.get(i).weight()).plus(layers.get(i).bias().orElseThrow());
      value = i + 1 < layers.size() ? sums.sigmoid() : sums;
    }
    return value;
  }

  /** Prints the layers of three nets, and the gates of the first in the order they run. */
  public static void main() {
    for (String sizes : List.of("6-4-3-1", "6-4-4-1", "784-16-16-10")) {
      Print.words(sizes, "input", "hidden", "hidden", "output");
      Print.words("  neurons", net(sizes).sizes().toArray());
      Print.words(
          "  weights", net(sizes).layers().stream().map(layer -> layer.weight().shape()).toArray());
    }
    for (Node.Gate gate : graph(net("6-4-3-1")).gates()) {
      Print.words(gate.id(), gate.shape(), "from", gate.wires().getFirst());
    }
  }
}
