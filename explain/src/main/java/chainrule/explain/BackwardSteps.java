// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.Operator;
import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happens on the way back from the output to the leaves, in the order of the tape. */
final class BackwardSteps {

  /** The most contributions that are written as a sum. */
  private static final int MOST_SUMMANDS = 12;

  private BackwardSteps() {}

  /** The start, then every gate and copy that passed a gradient on. */
  static List<Step> gates(Scene scene) {
    Pass pass = scene.pass();
    if (pass.tape().isEmpty()) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    String output = pass.graph().output().id();
    steps.add(new Step.Seeded(gradient(scene, output), !scene.startsAtOutput()));
    Map<Integer, List<Event>> byStep =
        pass.tape().stream()
            .collect(Collectors.groupingBy(Event::step, TreeMap::new, Collectors.toList()));
    byStep.forEach((number, events) ->
        steps.add(
            switch (pass.graph().node(events.getFirst().gate())) {
              case Node.Gate gate -> passed(scene, number, gate, events);
              case Node.Copy copy -> added(scene, number, copy);
              case Node.Leaf leaf -> arrived(scene, leaf);
            }));
    return steps;
  }

  /** What each leaf got. */
  static List<Step> leaves(Scene scene) {
    return scene.pass().graph().leaves().stream().map(leaf -> arrived(scene, leaf)).toList();
  }

  private static Formula.Equality gradient(Scene scene, String id) {
    return Scene.equality(
        List.of(Optional.of(scene.derivative(id)), Scene.shortValue(scene.pass().gradient(id))));
  }

  private static Step passed(Scene scene, int number, Node.Gate gate, List<Event> events) {
    List<Contribution> contributions =
        events.stream().map(event -> Contributions.of(scene, gate, event)).toList();
    return new Step.Passed(
        number,
        gate,
        gradient(scene, gate.id()),
        contributions,
        GateRemarks.of(scene, gate, events));
  }

  private static Step added(Scene scene, int number, Node.Copy copy) {
    Formula name = scene.derivative(copy.of());
    List<Event> parts = scene.pass().arrivals(copy.id());
    Tensor total = scene.pass().gradient(copy.id());
    boolean shown = Scene.isShort(total) && parts.size() <= MOST_SUMMANDS;
    Formula.Equality equation =
        Scene.equality(
            List.of(
                Optional.of(name),
                shown ? Optional.of(sum(parts)) : Optional.empty(),
                Scene.shortValue(total)));
    List<Tensor> before = parts.stream().map(Event::contribution).toList();
    List<Remark> remarks = new ArrayList<>(Scene.portrait(total));
    remarks.addAll(Scene.nonFinite(name, total, before));
    return new Step.Added(number, copy, equation, parts.size(), remarks);
  }

  private static Formula sum(List<Event> parts) {
    return parts.stream()
        .map(part -> Scene.value(part.contribution()))
        .reduce((left, right) -> Formula.of(left, Operator.PLUS, right))
        .orElseThrow();
  }

  private static Step arrived(Scene scene, Node.Leaf leaf) {
    Formula name = scene.derivative(leaf.id());
    if (!scene.pass().hasGradient(leaf.id())) {
      return new Step.Arrived(
          leaf, Optional.empty(), Scene.equality(List.of(Optional.of(name))), List.of());
    }
    Tensor gradient = scene.pass().gradient(leaf.id());
    List<Remark> remarks = new ArrayList<>(Scene.portrait(gradient));
    if (gradient.count() == 1 && Double.isFinite(gradient.item())) {
      remarks.add(new Remark.Effect(leaf.id(), scene.target(), gradient.item()));
    }
    return new Step.Arrived(
        leaf, Optional.of(gradient), gradient(scene, leaf.id()), List.copyOf(remarks));
  }
}
