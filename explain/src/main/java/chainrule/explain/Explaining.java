// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.graph.Box;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what there is to say about a pass. */
final class Explaining {

  private Explaining() {}

  /** Everything, gate by gate if there are no more gates than the limit. */
  static Explanation of(Pass pass, int limit) {
    Scene scene = Scene.of(pass);
    String output = pass.graph().output().id();
    boolean isLarge = pass.graph().gates().size() > limit;
    List<Step> steps = new ArrayList<>(ForwardSteps.leaves(scene));
    if (!isLarge) {
      steps.addAll(ForwardSteps.gates(scene));
      steps.addAll(BackwardSteps.gates(scene));
    }
    if (!pass.tape().isEmpty()) {
      steps.addAll(BackwardSteps.leaves(scene));
    }
    return new Explanation(
        scene.target(),
        output,
        steps,
        isLarge ? Optional.of(overview(pass.graph(), limit)) : Optional.empty());
  }

  private static Overview overview(Graph graph, int limit) {
    Map<String, Overview.Tally> tallies = new LinkedHashMap<>();
    for (Node.Gate gate : graph.gates()) {
      tallies.merge(
          gate.op() + gate.role(),
          new Overview.Tally(gate.op(), gate.role(), 1),
          (known, one) ->
              new Overview.Tally(known.operation(), known.role(), known.count() + one.count()));
    }
    List<Overview.Tally> operations =
        tallies.values().stream()
            .sorted(Comparator.comparingInt(Overview.Tally::count).reversed())
            .toList();
    int copies = (int) graph.nodes().stream().filter(Node.Copy.class::isInstance).count();
    List<Box> boxes = graph.boxes().stream().filter(box -> box.parent().isEmpty()).toList();
    return new Overview(graph.gates().size(), copies, limit, operations, boxes);
  }
}
