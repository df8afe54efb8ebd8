// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.graph.Graph;
import chainrule.graph.Node;

/** What a class file can hold, and what there is anything to write of. */
final class Limits {

  private static final int GATES = 2_000;
  private static final long ELEMENTS = 1_000_000;

  private Limits() {}

  static void check(Graph graph) {
    int gates = graph.gates().size();
    if (gates > GATES) {
      throw new LimitException("java: " + gates + " gates; at most " + GATES);
    }
    for (Node node : graph.nodes()) {
      if (node.shape().count() == 0) {
        throw new ArgumentException("java: " + node.id() + " is " + node.spec() + ": empty");
      }
    }
    long elements = 0;
    for (Node.Leaf leaf : graph.leaves()) {
      elements = Math.addExact(elements, leaf.shape().count());
    }
    if (elements > ELEMENTS) {
      throw new LimitException(
          "java: the leaves hold " + elements + " numbers; at most " + ELEMENTS,
          "explain a smaller network, or fewer samples");
    }
  }
}
