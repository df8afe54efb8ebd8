// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Walkthrough;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a pass at one moment: all of it, or what a walk has computed so far.
 *
 * @param pass the whole
 * @param phase where the walk is
 * @param cursor how many steps were made
 * @param active the gate that made the last one
 * @param values the values that are known, by node
 * @param gradients the gradients that are known, by node
 * @param tape the contributions that were passed back
 */
record Moment(
    Pass pass,
    Walkthrough.Phase phase,
    int cursor,
    Optional<String> active,
    Map<String, Tensor> values,
    Map<String, Tensor> gradients,
    List<Event> tape) {

  /** The end of a pass. */
  static Moment of(Pass pass) {
    Map<String, Tensor> values = new HashMap<>();
    Map<String, Tensor> gradients = new HashMap<>();
    for (Node node : pass.graph().nodes()) {
      values.put(node.id(), pass.value(node.id()));
      if (pass.hasGradient(node.id())) {
        gradients.put(node.id(), pass.gradient(node.id()));
      }
    }
    Walkthrough.Phase phase =
        pass.tape().isEmpty() ? Walkthrough.Phase.FORWARD : Walkthrough.Phase.BACKWARD;
    int cursor = forward(pass) + pass.order().size();
    return new Moment(pass, phase, cursor, Optional.empty(), values, gradients, pass.tape());
  }

  /** The place where a walk is now. */
  static Moment of(Walkthrough steps) {
    Pass pass = steps.pass();
    Map<String, Tensor> values = new HashMap<>();
    Map<String, Tensor> gradients = new HashMap<>();
    for (Node node : pass.graph().nodes()) {
      steps.value(node.id()).ifPresent(value -> values.put(node.id(), value));
      steps.gradient(node.id()).ifPresent(gradient -> gradients.put(node.id(), gradient));
    }
    int back = steps.cursor() - forward(pass);
    List<Event> tape = pass.tape().stream().filter(event -> event.step() <= back).toList();
    return new Moment(pass, steps.phase(), steps.cursor(), steps.active(), values, gradients, tape);
  }

  /** How many steps the forward pass has. */
  private static int forward(Pass pass) {
    return (int) pass.graph().nodes().stream().filter(node -> !(node instanceof Node.Leaf)).count();
  }

  /** How many steps there are, forward and backward. */
  int steps() {
    return forward(pass) + pass.order().size();
  }

  Graph graph() {
    return pass.graph();
  }

  /** The contributions that were passed back, by gate and input. */
  Map<Slot, Event> contributions() {
    return bySlot(tape);
  }

  /** The same as it will be at the end. */
  Map<Slot, Event> allContributions() {
    return bySlot(pass.tape());
  }

  private static Map<Slot, Event> bySlot(List<Event> tape) {
    Map<Slot, Event> found = HashMap.newHashMap(tape.size());
    tape.forEach(event -> found.put(new Slot(event.gate(), event.slot()), event));
    return found;
  }

  /** An input of a gate. */
  record Slot(String gate, int slot) {}
}
