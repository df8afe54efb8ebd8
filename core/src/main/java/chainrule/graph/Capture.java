// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.error.ArgumentException;
import chainrule.error.GraphException;
import chainrule.tensor.Call;
import chainrule.tensor.Checkpoint;
import chainrule.tensor.Partial;
import chainrule.tensor.Scope;
import chainrule.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Turns recorded calls into the nodes of a graph, once. */
final class Capture {

  private static final int NAMES_SHOWN = 12;

  private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final IdentityHashMap<Object, Integer> uses = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Node> made = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Node> read = new IdentityHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final SequencedMap<String, String> titles = new LinkedHashMap<>();
  private int leaves;
  private int unnamed;

  Capture(Map<String, Tensor> given) {
    given.forEach((name, tensor) -> {
      if (names.putIfAbsent(node(tensor), name) == null) {
        taken.add(name);
      }
    });
  }

  Graph graph(Tensor output) {
    if (output.call().isEmpty() && !output.isLeaf()) {
      throw new ArgumentException(
          "graph: nothing recorded how " + output.spec() + " was computed",
          "call requiresGrad() on a leaf before computing, or use Graph.capture");
    }
    List<Tensor> results = results(output);
    for (Tensor result : results) {
      result
          .call()
          .orElseThrow()
          .inputs()
          .forEach(input -> uses.merge(node(input), 1, Integer::sum));
    }
    for (Tensor result : results) {
      gate(result, result.call().orElseThrow());
    }
    if (results.isEmpty()) {
      leaf(output);
    }
    return new Graph(nodes, titles, Objects.requireNonNull(made.get(node(output))).id());
  }

  /** What tells a tensor apart: the call that made it, or itself. */
  private static Object node(Tensor tensor) {
    return tensor.call().isPresent() ? tensor.call().get() : tensor;
  }

  /** The recorded results behind an output, itself included, in the order of their making. */
  private static List<Tensor> results(Tensor output) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    List<Tensor> found = new ArrayList<>();
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(output);
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      Optional<Call> call = tensor.call();
      if (call.isPresent() && seen.put(node(tensor), true) == null) {
        found.add(tensor);
        call.get().inputs().forEach(open::push);
      }
    }
    found.sort(Comparator.comparingLong(tensor -> tensor.call().orElseThrow().sequence()));
    return found;
  }

  private void gate(Tensor result, Call call) {
    if (call.op() instanceof Checkpoint) {
      throw new GraphException(
          "graph: a checkpoint forgot the gates of " + result.spec(),
          "capture the computation with Graph.capture, where checkpoints keep everything");
    }
    List<Source> inputs = new ArrayList<>();
    boolean watched = false;
    for (int slot = 0; slot < call.inputs().size(); slot++) {
      Tensor input = call.inputs().get(slot);
      if (isNumber(input)) {
        inputs.add(new Source.Constant(input));
      } else {
        Node from = reading(input);
        inputs.add(new Source.Wire(from.id()));
        watched |= from.isWatched() && !(call.op().partial(slot) instanceof Partial.None);
      }
    }
    String scope = scope(call.scope());
    String name = names.get(node(result));
    String id = name == null ? fresh(call.op().name()) : name;
    add(result, new Node.Gate(id, call.op(), inputs, result.spec(), scope, name != null, watched));
  }

  /** A number written in a formula: not made by a factory, nor by an operation. */
  private static boolean isNumber(Tensor tensor) {
    return !tensor.isLeaf() && tensor.call().isEmpty() && tensor.rank() == 0;
  }

  /** The node that a gate reads an input from: the value's own, or the copy of it. */
  private Node reading(Tensor input) {
    if (!read.containsKey(node(input))) {
      leaf(input);
    }
    return Objects.requireNonNull(read.get(node(input)));
  }

  private void leaf(Tensor tensor) {
    leaves++;
    String name = names.get(node(tensor));
    add(tensor, new Node.Leaf(name == null ? unique("leaf", leaves) : name, tensor, wants(tensor)));
  }

  private static boolean wants(Tensor tensor) {
    return tensor.isGradRequired();
  }

  private void add(Tensor tensor, Node node) {
    nodes.add(node);
    made.put(node(tensor), node);
    int times = uses.getOrDefault(node(tensor), 0);
    if (times > 1) {
      String scope = node instanceof Node.Gate gate ? gate.scope() : "";
      Node copy =
          new Node.Copy(fresh("copy"), node.id(), times, node.spec(), scope, node.isWatched());
      nodes.add(copy);
      read.put(node(tensor), copy);
    } else {
      read.put(node(tensor), node);
    }
  }

  private String fresh(String operation) {
    unnamed++;
    return unique(operation, unnamed);
  }

  private String unique(String word, int first) {
    int number = first;
    while (!taken.add(word + number)) {
      number++;
    }
    return word + number;
  }

  private String scope(Scope scope) {
    Deque<Scope> chain = new ArrayDeque<>();
    for (Optional<Scope> at = Optional.of(scope); at.isPresent(); at = at.get().outer()) {
      if (!at.get().path().isEmpty()) {
        chain.push(at.get());
      }
    }
    chain.forEach(each -> titles.putIfAbsent(each.path(), each.label()));
    return scope.path();
  }

  /** The first names, for an error. */
  static String someOf(List<Node> nodes) {
    List<String> ids = nodes.stream().limit(NAMES_SHOWN).map(Node::id).toList();
    return String.join(", ", ids) + (nodes.size() > NAMES_SHOWN ? ", ..." : "");
  }
}
