// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import java.util.stream.Collectors;

/**
 * Row 10: any differentiable function may be one gate. The last four gates of the sigmoid neuron
 * are merged into one, whose derivative is (1 - σ) σ, and split again: the gradients are the same.
 */
public final class FusedSigmoid {

  private FusedSigmoid() {}

  /** The neuron with its sigmoid as one gate. */
  static Graph fused() {
    return SigmoidNeuron.graph().fuse();
  }

  private static void print(String title, Graph graph) {
    Pass pass = graph.forward().backward();
    String gates = graph.gates().stream().map(Node.Gate::op).collect(Collectors.joining(" "));
    IO.println(title + ": " + gates);
    Print.row("  output", pass.output().item());
    Print.row("  gradient of the sum", pass.gradient("add4").item());
  }

  /** Prints the gates of the three forms, the output, and the gradient where they differ. */
  public static void main() {
    print("as written", SigmoidNeuron.graph());
    print("fused", fused());
    print("split again", fused().split());
    double rate = fused().forward().output().item();
    Print.row("(1 - σ) σ", (1 - rate) * rate);
  }
}
