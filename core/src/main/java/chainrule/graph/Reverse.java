// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.tensor.Context;
import chainrule.tensor.Spec;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One backward pass over a graph, gate by gate from the last to the first. */
final class Reverse {

  private final Graph graph;
  private final List<Tensor> values;
  private final @Nullable Tensor[] gradients;
  private final List<Event> tape = new ArrayList<>();
  private int step;

  Reverse(Graph graph, List<Tensor> values) {
    this.graph = graph;
    this.values = values;
    gradients = new Tensor[values.size()];
  }

  @Nullable Tensor[] gradients() {
    return gradients;
  }

  List<Event> tape() {
    return tape;
  }

  void run(Tensor upstream) {
    check(upstream);
    int last = graph.place(graph.output().id());
    gradients[last] = upstream;
    for (int place = last; place >= 0; place--) {
      Tensor gradient = gradients[place];
      Node node = graph.nodes().get(place);
      if (gradient != null && node.isWatched()) {
        switch (node) {
          case Node.Leaf _ -> {}
          case Node.Copy copy -> pass(copy, gradient);
          case Node.Gate gate -> pass(gate, gradient);
        }
      }
    }
  }

  private void check(Tensor upstream) {
    Node output = graph.output();
    Spec spec = value(output).spec();
    if (!upstream.shape().equals(spec.shape())) {
      throw new ShapeException(
          "backward: upstream is "
              + upstream.spec()
              + ", the output "
              + output.id()
              + " is "
              + spec
              + "; shapes must be equal");
    }
    if (upstream.dtype() != spec.dtype()) {
      throw new DtypeException(
          "backward: upstream is "
              + upstream.spec()
              + ", the output "
              + output.id()
              + " is "
              + spec
              + "; types must be equal",
          "convert it with .to(DType." + spec.dtype() + ")");
    }
    if (!output.isWatched()) {
      throw new GraphException(
          "backward: no gradient can reach a leaf of this graph; its leaves are "
              + graph.leaves().stream().map(Reverse::described).toList(),
          "call requiresGrad() on a leaf before capturing");
    }
  }

  /** The value that a node has in this pass; its sizes may depend on those of leaves. */
  private Tensor value(Node node) {
    return values.get(graph.place(node.id()));
  }

  private static String described(Node.Leaf leaf) {
    return leaf.id() + " " + leaf.spec() + (leaf.isWatched() ? "" : " (wants no gradient)");
  }

  private void pass(Node.Copy copy, Tensor gradient) {
    step++;
    Tensor one = Tensor.full(copy.spec().dtype(), value(copy).shape(), 1);
    arrive(copy.id(), 0, copy.of(), Optional.of(one), gradient, gradient);
  }

  private void pass(Node.Gate gate, Tensor gradient) {
    step++;
    List<Integer> slots =
        gate.slots().stream().filter(slot -> source(gate, slot).isWatched()).toList();
    List<Tensor> inputs = Pass.inputs(gate, id -> values.get(graph.place(id)));
    Alone alone = new Alone(gate.operation(), inputs, slots);
    SequencedMap<Integer, Tensor> locals = alone.locals();
    alone
        .contributions(gradient)
        .forEach((slot, contribution) -> {
          Optional<Tensor> local = Optional.ofNullable(locals.get(slot));
          arrive(gate.id(), slot, source(gate, slot).id(), local, gradient, contribution);
        });
  }

  private Node source(Node.Gate gate, int slot) {
    return graph.node(((Source.Wire) gate.inputs().get(slot)).from());
  }

  private void arrive(
      String gate,
      int slot,
      String to,
      Optional<Tensor> local,
      Tensor upstream,
      Tensor contribution) {
    int place = graph.place(to);
    Tensor present = gradients[place];
    Tensor total = present == null ? contribution : sum(present, contribution);
    gradients[place] = total;
    tape.add(new Event(step, gate, slot, to, local, upstream, contribution, total));
  }

  private static Tensor sum(Tensor present, Tensor more) {
    return Context.current().withRecording(false).call(() -> present.plus(more));
  }
}
