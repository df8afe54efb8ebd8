// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A walk through the forward and the backward pass of a graph, one gate at a time, both ways. At
 * the start only leaves have values; after the last forward step the output has its gradient; each
 * backward step lets one gate pass its gradient on.
 */
public final class Walkthrough {

  /** Where a walk is. */
  public enum Phase {
    /** Before the last gate has its value. */
    FORWARD,
    /** After that. */
    BACKWARD
  }

  private final Pass pass;
  private final List<Node> forward;
  private final List<String> backward;
  private final Map<String, Integer> valueAt = new HashMap<>();
  private final Map<String, Integer> gradientAt = new HashMap<>();
  private int cursor;

  Walkthrough(Pass pass) {
    this.pass = pass;
    List<Node> computed = new ArrayList<>();
    for (Node node : pass.graph().nodes()) {
      if (!(node instanceof Node.Leaf)) {
        computed.add(node);
        valueAt.put(node.id(), computed.size());
      }
    }
    forward = List.copyOf(computed);
    backward = pass.order();
    gradientAt.put(pass.graph().output().id(), forward.size());
    for (Event event : pass.tape()) {
      gradientAt.merge(event.to(), forward.size() + event.step(), Math::max);
    }
  }

  /** How many steps there are, forward and backward. */
  public int size() {
    return forward.size() + backward.size();
  }

  /** How many steps were made. */
  public int cursor() {
    return cursor;
  }

  /** Whether the walk is in the forward or in the backward pass. */
  public Phase phase() {
    return cursor < forward.size() ? Phase.FORWARD : Phase.BACKWARD;
  }

  /** One step on; false at the end. */
  public boolean next() {
    return moveTo(cursor + 1);
  }

  /** One step back; false at the start. */
  public boolean previous() {
    return moveTo(cursor - 1);
  }

  /** To a place in the walk; false, and no move, if there is none. */
  public boolean moveTo(int place) {
    boolean exists = place >= 0 && place <= size();
    cursor = exists ? place : cursor;
    return exists;
  }

  /** The id of the gate or copy that made the last step; nothing at the start. */
  public Optional<String> active() {
    if (cursor == 0) {
      return Optional.empty();
    }
    return Optional.of(
        cursor <= forward.size()
            ? forward.get(cursor - 1).id()
            : backward.get(cursor - forward.size() - 1));
  }

  /** What the last step passed back; nothing in the forward pass. */
  public List<Event> events() {
    int step = cursor - forward.size();
    return pass.tape().stream().filter(event -> event.step() == step).toList();
  }

  /** The value at a node, once it is computed. */
  public Optional<Tensor> value(String id) {
    Tensor value = pass.value(id);
    return valueAt.getOrDefault(id, 0) <= cursor ? Optional.of(value) : Optional.empty();
  }

  /** The gradient at a node, once all of it has arrived. */
  public Optional<Tensor> gradient(String id) {
    boolean arrived = pass.hasGradient(id) && gradientAt.getOrDefault(id, 0) <= cursor;
    return arrived ? Optional.of(pass.gradient(id)) : Optional.empty();
  }

  /** The whole pass, as it will be at the end. */
  public Pass pass() {
    return pass;
  }
}
