// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.array.DType;
import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.Locale;
import java.util.Map;

/**
 * Row 5: what gates do to a gradient. In 2 (x y + max(z, w)) the add gate distributes it, the
 * multiply gate swaps and scales, the max gate routes, the doubling scales; in x x + x a copy adds
 * up.
 */
public final class GateRoles {

  private GateRoles() {}

  private static Tensor leaf(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }

  /** The course's circuit at x = 3, y = -4, z = 2, w = -1. */
  static Pass circuit() {
    Tensor x = leaf(3);
    Tensor y = leaf(-4);
    Tensor z = leaf(2);
    Tensor w = leaf(-1);
    Tensor product = x.times(y);
    Tensor larger = z.maximum(w);
    Tensor sum = product.plus(larger);
    Map<String, Tensor> leaves = Map.of("x", x, "y", y, "z", z, "w", w);
    return Graph.of(sum.times(2), leaves).forward().backward();
  }

  /** x x + x at x = 3: one value, used three times. */
  static Pass reuse() {
    Tensor x = leaf(3);
    return Graph.of(x.times(x).plus(x), Map.of("x", x)).forward().backward();
  }

  private static void print(Pass pass) {
    Print.words("", "value", "gradient");
    for (Node node : pass.graph().nodes()) {
      Print.row(node.id(), pass.value(node.id()).item(), pass.gradient(node.id()).item());
    }
    for (Node.Gate gate : pass.graph().gates()) {
      Print.text(gate.id(), gate.role().name().toLowerCase(Locale.ROOT));
    }
    Print.words("gate to input", "upstream", "passed back");
    for (Event event : pass.tape()) {
      double back = event.contribution().item();
      Print.row(event.gate() + " to " + event.to(), event.upstream().item(), back);
    }
  }

  /** Prints both circuits: values, gradients, what each gate does, and every contribution. */
  public static void main() {
    print(circuit());
    IO.println("");
    print(reuse());
  }
}
