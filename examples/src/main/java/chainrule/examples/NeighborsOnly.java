// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Linear;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;

/**
 * Row 28: a 3-4-2 net connects every neuron with all neurons of the next layer and with no others,
 * has no cycle, and no activation on its output.
 */
public final class NeighborsOnly {

  private NeighborsOnly() {}

  /** The net. */
  static Mlp net() {
    return Mlp.of("3-4-2", Activation.SIGMOID, Rng.seed(1));
  }

  /** The same function written out: what the structure says, and nothing else. */
  static Tensor writtenOut(Mlp net, Tensor x) {
    Linear hidden = net.layers().get(0);
    Linear output = net.layers().get(1);
    Tensor a = x.matmul(hidden.weight()).plus(hidden.bias().orElseThrow()).sigmoid();
    return a.matmul(output.weight()).plus(output.bias().orElseThrow());
  }

  /** Prints the connections of each layer, and outputs far outside 0..1. */
  public static void main() {
    Mlp net = net();
    for (Linear layer : net.layers()) {
      IO.println(layer.label() + ": " + layer.weight().count() + " connections");
    }
    Tensor x = Tensor.uniform(DType.F32, Shape.of(2, 3), Rng.seed(2)).times(100);
    IO.println("outputs, with no activation on them:\n" + net.apply(x).times(100).detach());
  }
}
