// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.layout.Label;
import chainrule.explain.layout.Part;
import chainrule.explain.layout.Part.Wire;
import chainrule.explain.layout.Sketch;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns the nodes of a graph into the parts of a drawing. */
final class Sketching {

  private final Moment moment;
  private final Labels labels;
  private final Map<String, List<Moment.Slot>> uses = new HashMap<>();
  private final Map<Moment.Slot, Integer> branches = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();

  private Sketching(Moment moment, Labels labels) {
    this.moment = moment;
    this.labels = labels;
    for (Node.Gate gate : moment.graph().gates()) {
      for (int slot : gate.slots()) {
        Moment.Slot use = new Moment.Slot(gate.id(), slot);
        List<Moment.Slot> all = uses.computeIfAbsent(source(gate, slot), _ -> new ArrayList<>());
        branches.put(use, all.size());
        all.add(use);
      }
    }
  }

  static Sketch of(Moment moment, Labels labels) {
    return new Sketching(moment, labels).sketch();
  }

  private static String source(Node.Gate gate, int slot) {
    return ((Source.Wire) gate.inputs().get(slot)).from();
  }

  private Sketch sketch() {
    Graph graph = moment.graph();
    for (Node node : graph.nodes()) {
      Part part =
          switch (node) {
            case Node.Leaf leaf -> new Part.Start(labels.leaf(leaf));
            case Node.Copy copy -> dot(graph.node(copy.of()), copy);
            case Node.Gate gate -> gate(gate);
          };
      places.put(node.id(), parts.size());
      parts.add(part);
    }
    return Sketch.of(parts);
  }

  private Part gate(Node.Gate gate) {
    List<Wire> inputs =
        gate.slots().stream()
            .map(slot -> {
              String from = source(gate, slot);
              boolean isCopy = moment.graph().node(from) instanceof Node.Copy;
              int branch = isCopy ? branch(new Moment.Slot(gate.id(), slot)) : 0;
              return new Wire(place(from), branch);
            })
            .toList();
    Label named = labels.gate(gate, true);
    return new Part.Gate(inputs, labels.gate(gate, false), named, labels.again(gate));
  }

  private Part dot(Node source, Node.Copy copy) {
    List<Label> each =
        uses.getOrDefault(copy.id(), List.of()).stream()
            .map(use -> labels.branch(copy, use))
            .toList();
    List<Label> starts = each.stream().map(label -> labels.named(source).and(label)).toList();
    boolean isActive = moment.active().filter(copy.id()::equals).isPresent();
    return new Part.Dot(Wire.of(place(source.id())), each, starts, isActive);
  }

  private int place(String id) {
    return Objects.requireNonNull(places.get(id));
  }

  private int branch(Moment.Slot use) {
    return Objects.requireNonNull(branches.get(use));
  }
}
