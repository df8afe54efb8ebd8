// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Walkthrough;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 14: a graph runs forward in topological order and gives the loss, then backward in reverse
 * and gives the gradients of its inputs; here gate by gate, through the eight stages of row 12.
 */
public final class OrderOfPasses {

  private OrderOfPasses() {}

  /** The gates and copies of a phase, in the order in which they ran. */
  static List<String> order(Walkthrough.Phase phase) {
    Walkthrough steps = StagedExpression.graph().steps();
    List<String> order = new ArrayList<>();
    for (Walkthrough.Phase next = steps.phase(); steps.next(); next = steps.phase()) {
      if (next == phase) {
        order.add(steps.active().orElseThrow());
      }
    }
    return order;
  }

  /** Prints the order of both passes, the loss and the gradients of the inputs. */
  public static void main() {
    IO.println("forward   " + String.join(" ", order(Walkthrough.Phase.FORWARD)));
    IO.println("backward  " + String.join(" ", order(Walkthrough.Phase.BACKWARD)));
    Graph graph = StagedExpression.graph();
    Pass pass = graph.forward();
    Print.row("forward gives f", pass.output().item());
    for (Node.Leaf leaf : graph.leaves()) {
      Print.row("backward gives d" + leaf.id(), pass.backward().gradient(leaf.id()).item());
    }
  }
}
