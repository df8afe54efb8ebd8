// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a graph, and after {@link #backward()} its gradients and the tape of every
 * contribution. Immutable.
 */
public final class Pass {

  private final Graph graph;
  private final List<Tensor> values;
  private final @Nullable Tensor[] gradients;
  private final List<Event> tape;

  private Pass(Graph graph, List<Tensor> values, @Nullable Tensor[] gradients, List<Event> tape) {
    this.graph = graph;
    this.values = values;
    this.gradients = gradients;
    this.tape = List.copyOf(tape);
  }

  static Pass forward(Graph graph, Map<String, Tensor> given) {
    given.forEach((id, value) -> checkReplaced(graph.node(id), value));
    List<Tensor> values = new ArrayList<>(graph.nodes().size());
    Context.current()
        .withRecording(false)
        .run(() -> {
          for (Node node : graph.nodes()) {
            values.add(
                switch (node) {
                  case Node.Leaf leaf -> given.getOrDefault(leaf.id(), leaf.tensor()).detach();
                  case Node.Copy copy -> values.get(graph.place(copy.of()));
                  case Node.Gate gate ->
                      gate.operation().apply(inputs(gate, id -> values.get(graph.place(id))));
                });
          }
        });
    return new Pass(graph, List.copyOf(values), new Tensor[values.size()], List.of());
  }

  private static void checkReplaced(Node node, Tensor value) {
    Rewriting.checkLeaf(node);
    if (!value.shape().equals(node.shape())) {
      throw new ShapeException(
          "forward: " + node.id() + " is " + node.spec() + ", given is " + value.spec());
    }
    if (value.dtype() != node.spec().dtype()) {
      throw new DtypeException(
          "forward: " + node.id() + " is " + node.spec() + ", given is " + value.spec(),
          "convert it with .to(DType." + node.spec().dtype() + ")");
    }
  }

  /** The inputs of a gate in the order of its operation, numbers included. */
  static List<Tensor> inputs(Node.Gate gate, Function<String, Tensor> valueOf) {
    return gate.inputs().stream()
        .map(input ->
            switch (input) {
              case Source.Wire(String from) -> valueOf.apply(from);
              case Source.Constant(Tensor number) -> number;
            })
        .toList();
  }

  /** The graph that was run. */
  public Graph graph() {
    return graph;
  }

  /**
   * The value at a node.
   *
   * @throws ArgumentException if there is no such node
   */
  public Tensor value(String id) {
    return values.get(graph.place(id));
  }

  /** The value of the last node. */
  public Tensor output() {
    return value(graph.output().id());
  }

  /**
   * The gradient at a node.
   *
   * @throws StateException if there is none; {@link #hasGradient} asks
   */
  public Tensor gradient(String id) {
    Tensor gradient = gradients[graph.place(id)];
    if (gradient == null) {
      throw new StateException(
          "gradient: none at "
              + id
              + ": "
              + (tape.isEmpty()
                  ? "there was no backward pass"
                  : "it wants none, or the output does not depend on it"),
          tape.isEmpty() ? "call backward()" : "call requiresGrad() on the leaf before capturing");
    }
    return gradient;
  }

  /** Whether a gradient arrived at a node. */
  public boolean hasGradient(String id) {
    return gradients[graph.place(id)] != null;
  }

  /** Every contribution, in the order in which they were passed back. */
  public List<Event> tape() {
    return tape;
  }

  /** The contributions that arrived at a node, in the order in which they were added. */
  public List<Event> arrivals(String id) {
    return tape.stream().filter(event -> event.to().equals(id)).toList();
  }

  /**
   * The backward pass from a gradient of 1 at the output.
   *
   * @throws ShapeException if the output is not a single number
   */
  public Pass backward() {
    Tensor output = output();
    if (output.count() != 1) {
      throw new ShapeException(
          "backward: the output "
              + graph.output().id()
              + " is "
              + output.spec()
              + "; needs a single number",
          "reduce it with sum or mean, or give the upstream gradient");
    }
    return backward(Tensor.full(output.dtype(), output.shape(), 1));
  }

  /**
   * The backward pass from a gradient at the output.
   *
   * @throws ShapeException if its shape is not that of the output
   * @throws chainrule.error.GraphException if no gradient can exist: no leaf wants one
   */
  public Pass backward(Tensor upstream) {
    Reverse reverse = new Reverse(graph, values);
    reverse.run(upstream);
    return new Pass(graph, values, reverse.gradients(), reverse.tape());
  }

  /** What changes everywhere if leaves change a little. */
  public Perturbation nudge(Map<String, Tensor> changes) {
    return Perturbation.of(this, changes);
  }

  /** The gates that passed a gradient on, in the order in which they did. */
  public List<String> order() {
    return tape.stream().map(Event::gate).distinct().toList();
  }
}
