// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what stands in each box. */
final class Boxes {

  private Boxes() {}

  static List<Box> of(Graph graph) {
    List<Box> boxes = new ArrayList<>();
    Map<String, String> homes = homes(graph);
    graph
        .titles()
        .forEach((path, title) -> {
          Box empty = new Box(path, title, parent(path, graph.titles().keySet()), 0, 0);
          int gates = 0;
          long parameters = 0;
          for (Node node : graph.nodes()) {
            String home = homes.getOrDefault(node.id(), "");
            if (empty.holds(home) && node instanceof Node.Leaf leaf && leaf.isWatched()) {
              parameters += leaf.tensor().count();
            } else if (empty.holds(home) && !(node instanceof Node.Leaf)) {
              gates++;
            }
          }
          boxes.add(new Box(path, title, empty.parent(), gates, parameters));
        });
    return List.copyOf(boxes);
  }

  /** The scope of each node; a leaf is at home where it is used, if that is one scope alone. */
  private static Map<String, String> homes(Graph graph) {
    Map<String, String> homes = new HashMap<>();
    Set<String> scattered = new HashSet<>();
    for (Node node : graph.nodes().reversed()) {
      String scope =
          switch (node) {
            case Node.Gate gate -> gate.scope();
            case Node.Copy copy when graph.node(copy.of()) instanceof Node.Leaf ->
                scattered.contains(copy.id()) ? "" : homes.getOrDefault(copy.id(), "");
            case Node.Copy copy -> copy.scope();
            case Node.Leaf leaf ->
                scattered.contains(leaf.id()) ? "" : homes.getOrDefault(leaf.id(), "");
          };
      homes.put(node.id(), scope);
      for (String from : node.wires()) {
        String known = homes.putIfAbsent(from, scope);
        if (known != null && !known.equals(scope)) {
          scattered.add(from);
        }
      }
    }
    return homes;
  }

  private static String parent(String path, Set<String> paths) {
    String best = "";
    for (String other : paths) {
      if (path.startsWith(other + ".") && other.length() > best.length()) {
        best = other;
      }
    }
    return best;
  }
}
