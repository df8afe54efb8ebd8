// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.tensor.Context;
import chainrule.tensor.Op;
import chainrule.tensor.Scope;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes one graph from another by computing it again with some gates replaced, and capturing what
 * was computed.
 */
final class Rewriting {

  /** How often gates that came out of a split are split again, and fused ones fused again. */
  private static final int DEEPEST = 8;

  private final Graph graph;
  private final Map<String, Tensor> values = new HashMap<>();
  private final SequencedMap<String, Tensor> names = new LinkedHashMap<>();
  private final Map<String, Scope> scopes = new HashMap<>();

  private Rewriting(Graph graph) {
    this.graph = graph;
    scopes.put("", Scope.NONE);
  }

  static Graph split(Graph graph) {
    Graph result = graph;
    for (int depth = 0; depth < DEEPEST && canSplit(result); depth++) {
      result = new Rewriting(result).splitAll();
    }
    return result;
  }

  private static boolean canSplit(Graph graph) {
    return graph.gates().stream().anyMatch(gate -> parts(graph, gate).isPresent());
  }

  /** The simpler form of a gate, computed on the leaves' own values; nothing if it has none. */
  private static Optional<Tensor> parts(Graph graph, Node.Gate gate) {
    return Context.current()
        .withRecording(false)
        .call(() -> gate.operation().split(Pass.inputs(gate, id -> blank(graph.node(id)))));
  }

  /** A tensor of the sizes and type of a node's value, to ask an operation for its simpler form. */
  private static Tensor blank(Node node) {
    return Tensor.full(node.spec().dtype(), node.shape(), 0);
  }

  static Graph split(Graph graph, String id) {
    Node node = graph.node(id);
    if (!(node instanceof Node.Gate gate) || parts(graph, gate).isEmpty()) {
      throw new ArgumentException(
          "split: " + id + " is a " + node.op() + ", which is not made of simpler gates");
    }
    return new Rewriting(graph).splitting(each -> each.id().equals(id));
  }

  static Graph fuse(Graph graph) {
    Graph result = graph;
    for (int round = 0; round < DEEPEST; round++) {
      Map<String, Pattern.Match> found = Pattern.all(result);
      if (found.isEmpty()) {
        return result;
      }
      result = new Rewriting(result).fusing(found);
    }
    return result;
  }

  static Graph to(Graph graph, DType dtype) {
    return new Rewriting(graph).converting(dtype);
  }

  static Tensor apply(Graph graph, Map<String, Tensor> given) {
    given.keySet().forEach(id -> checkLeaf(graph.node(id)));
    Rewriting again = new Rewriting(graph);
    for (Node node : graph.nodes()) {
      again.values.put(
          node.id(),
          switch (node) {
            case Node.Leaf leaf -> given.getOrDefault(leaf.id(), leaf.tensor());
            case Node.Copy copy -> again.value(copy.of());
            case Node.Gate gate -> gate.operation().apply(Pass.inputs(gate, again::value));
          });
    }
    return again.value(graph.output().id());
  }

  /** An error unless a node is a leaf, which can be given. */
  static void checkLeaf(Node node) {
    if (!(node instanceof Node.Leaf)) {
      throw new ArgumentException(
          "forward: " + node.id() + " is computed by " + node.op() + "; only leaves can be given");
    }
  }

  private Graph converting(DType dtype) {
    return rewritten(
        gate -> {
          List<Tensor> inputs =
              Pass.inputs(gate, this::value).stream()
                  .map(input -> isNumber(input) ? Tensor.constant(dtype, input.item()) : input)
                  .toList();
          return within(scope(gate.scope()), () -> gate.operation().apply(inputs));
        },
        leaf -> leaf.tensor().dtype().isFloating() ? converted(leaf, dtype) : leaf.tensor());
  }

  private static boolean isNumber(Tensor input) {
    return input.call().isEmpty() && !input.isLeaf() && input.dtype().isFloating();
  }

  private static Tensor converted(Node.Leaf leaf, DType dtype) {
    return leaf.tensor().detach().to(dtype).detach().requiresGrad(leaf.isWatched());
  }

  private Graph splitAll() {
    return splitting(_ -> true);
  }

  private Graph splitting(Predicate<Node.Gate> chosen) {
    return rewritten(gate -> {
      List<Tensor> inputs = Pass.inputs(gate, this::value);
      Scope outer = scope(gate.scope());
      Op op = gate.operation();
      if (chosen.test(gate)) {
        String path = gate.scope().isEmpty() ? gate.id() : gate.scope() + "." + gate.id();
        Scope inner = outer.inner(path, op.meaning()::symbol);
        Optional<Tensor> parts = within(inner, () -> op.split(inputs));
        if (parts.isPresent()) {
          return parts.get();
        }
      }
      return within(outer, () -> op.apply(inputs));
    });
  }

  private Graph fusing(Map<String, Pattern.Match> found) {
    return rewritten(gate -> {
      Pattern.Match match = found.get(gate.id());
      Op op = match == null ? gate.operation() : match.op();
      List<Tensor> inputs =
          match == null
              ? Pass.inputs(gate, this::value)
              : match.inputs().stream().map(this::value).toList();
      return within(scope(gate.scope()), () -> op.apply(inputs));
    });
  }

  private Graph rewritten(Function<Node.Gate, Tensor> rule) {
    return rewritten(rule, Node.Leaf::tensor);
  }

  private Graph rewritten(Function<Node.Gate, Tensor> rule, Function<Node.Leaf, Tensor> leaves) {
    for (Node node : graph.nodes()) {
      switch (node) {
        case Node.Leaf leaf -> name(leaf.id(), leaves.apply(leaf));
        case Node.Copy copy -> values.put(copy.id(), value(copy.of()));
        case Node.Gate gate when gate.isNamed() -> name(gate.id(), rule.apply(gate));
        case Node.Gate gate -> values.put(gate.id(), rule.apply(gate));
      }
    }
    return Graph.of(value(graph.output().id()), names);
  }

  private void name(String id, Tensor value) {
    names.put(id, value);
    values.put(id, value);
  }

  private Tensor value(String id) {
    return Objects.requireNonNull(values.get(id));
  }

  /** A scope like the one that gates of this path were made in. */
  private Scope scope(String path) {
    Scope known = scopes.get(path);
    if (known != null) {
      return known;
    }
    Scope outer = scope(parent(path));
    Scope made = outer.inner(path, () -> graph.titles().getOrDefault(path, path));
    scopes.put(path, made);
    return made;
  }

  private String parent(String path) {
    return graph.boxes().stream()
        .filter(box -> box.path().equals(path))
        .map(Box::parent)
        .findFirst()
        .orElse("");
  }

  private static <T> T within(Scope scope, Supplier<T> body) {
    return Context.current().withAllRecorded().withScope(scope).call(body);
  }
}
