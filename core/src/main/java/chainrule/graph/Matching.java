// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One attempt to find a pattern that ends in a gate. */
final class Matching {

  private final Graph graph;
  private final Pattern pattern;
  private final Map<String, Set<String>> readers;
  private Map<String, String> paired = new HashMap<>();

  /**
   * An attempt.
   *
   * @param readers which gates read each value, past copies
   */
  Matching(Graph graph, Pattern pattern, Map<String, Set<String>> readers) {
    this.graph = graph;
    this.pattern = pattern;
    this.readers = readers;
  }

  /** Whether the pattern ends in this gate, and nothing else reads what it would hide. */
  boolean at(Node.Gate gate) {
    paired.clear();
    if (!fits(pattern.form().output().id(), gate.id())
        || !paired.keySet().containsAll(pattern.inputs())) {
      return false;
    }
    Set<String> all = new HashSet<>(inside());
    all.add(gate.id());
    return inside().stream().filter(id -> !id.equals(gate.id())).allMatch(id -> isHidden(id, all));
  }

  private boolean isHidden(String id, Set<String> all) {
    return graph.node(id) instanceof Node.Gate inner
        && !inner.isNamed()
        && all.containsAll(readers.getOrDefault(id, Set.of()));
  }

  /** The nodes that take the place of the pattern's leaves. */
  List<String> inputs() {
    return pattern.inputs().stream().map(paired::get).toList();
  }

  /** The gates that make up the pattern. */
  Set<String> inside() {
    Set<String> gates = new HashSet<>(paired.values());
    pattern.inputs().forEach(leaf -> gates.remove(paired.get(leaf)));
    return gates;
  }

  private boolean fits(String wanted, String found) {
    String known = paired.get(wanted);
    if (known != null) {
      return known.equals(found);
    }
    Node node = graph.node(found);
    boolean fits =
        switch (pattern.form().node(wanted)) {
          case Node.Leaf leaf -> leaf.spec().equals(node.spec());
          case Node.Gate gate -> node instanceof Node.Gate other && fits(gate, other);
          case Node.Copy _ -> false;
        };
    if (fits) {
      paired.put(wanted, found);
    }
    return fits;
  }

  private boolean fits(Node.Gate wanted, Node.Gate found) {
    Form form = Form.of(pattern.form(), wanted);
    Form other = Form.of(graph, found);
    if (!form.op().equals(other.op())) {
      return false;
    }
    Map<String, String> before = new HashMap<>(paired);
    if (fits(form.arguments(), other.arguments())) {
      return true;
    }
    paired = before;
    return form.isCommutative() && fits(form.arguments(), other.arguments().reversed());
  }

  private boolean fits(List<Object> wanted, List<Object> found) {
    boolean fits = wanted.size() == found.size();
    for (int i = 0; fits && i < wanted.size(); i++) {
      fits =
          wanted.get(i) instanceof String id
              ? found.get(i) instanceof String other && fits(id, other)
              : wanted.get(i).equals(found.get(i));
    }
    return fits;
  }
}
