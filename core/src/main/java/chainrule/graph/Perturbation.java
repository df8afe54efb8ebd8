// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a small change of leaves does at every node: predicted by forward mode (the change times the
 * derivative, gate by gate), and found by computing again. The two differ by a part that shrinks
 * with the square of the change.
 */
public final class Perturbation {

  private final Pass before;
  private final Pass after;
  private final Map<String, Tensor> predicted;

  private Perturbation(Pass before, Pass after, Map<String, Tensor> predicted) {
    this.before = before;
    this.after = after;
    this.predicted = predicted;
  }

  static Perturbation of(Pass pass, Map<String, Tensor> changes) {
    Map<String, Tensor> moved = new HashMap<>();
    changes.forEach((id, change) -> moved.put(id, plus(pass.value(id), change)));
    Pass after = pass.graph().forward(moved);
    Map<String, Tensor> tangents = new HashMap<>(changes);
    for (Node node : pass.graph().nodes()) {
      switch (node) {
        case Node.Leaf _ -> {}
        case Node.Copy copy ->
            Optional.ofNullable(tangents.get(copy.of()))
                .ifPresent(change -> tangents.put(copy.id(), change));
        case Node.Gate gate ->
            tangent(pass, gate, tangents).ifPresent(change -> tangents.put(gate.id(), change));
      }
    }
    return new Perturbation(pass, after, tangents);
  }

  private static Optional<Tensor> tangent(Pass pass, Node.Gate gate, Map<String, Tensor> known) {
    SequencedMap<Integer, Tensor> changes = new TreeMap<>();
    for (int slot : gate.slots()) {
      Tensor change = known.get(((Source.Wire) gate.inputs().get(slot)).from());
      if (change != null) {
        changes.put(slot, change);
      }
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    List<Tensor> inputs = Pass.inputs(gate, pass::value);
    return new Alone(gate.operation(), inputs, List.copyOf(changes.keySet())).tangent(changes);
  }

  private static Tensor plus(Tensor value, Tensor change) {
    return Context.current().withRecording(false).call(() -> value.plus(change));
  }

  /** The change at a node by forward mode; nothing where the change does not reach. */
  public Optional<Tensor> predicted(String id) {
    before.graph().place(id);
    return Optional.ofNullable(predicted.get(id));
  }

  /** The change at a node, found by computing again. */
  public Tensor actual(String id) {
    return Context.current()
        .withRecording(false)
        .call(() -> after.value(id).minus(before.value(id)));
  }

  /** The pass before the change. */
  public Pass before() {
    return before;
  }

  /** The pass after it. */
  public Pass after() {
    return after;
  }
}
