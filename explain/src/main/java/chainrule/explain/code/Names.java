// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.error.ArgumentException;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A variable for the value and one for the gradient of every node. A name that Java allows stays;
 * of another what is allowed, and a number where it would clash. A copy has the names of what it
 * copies.
 */
final class Names {

  private static final Set<String> KEYWORDS =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while _ true false null var yield record sealed"
                  + " permits when")
              .split(" "));

  /** Names that mean something else in the lines, or would hide a class that they use. */
  private static final Set<String> TAKEN =
      Set.of("i", "args", "Math", "StrictMath", "System", "Double", "String", "Arrays", "java");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> gradients = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  Names(Graph graph) {
    List<Node> nodes = graph.nodes().stream().filter(node -> !(node instanceof Node.Copy)).toList();
    nodes.stream().map(Node::id).filter(Names::isAllowed).forEach(this::keep);
    nodes.stream().map(Node::id).filter(id -> !isAllowed(id)).forEach(this::change);
    nodes.forEach(node -> gradients.put(node.id(), unused("d" + value(node.id()))));
    for (Node node : graph.nodes()) {
      if (node instanceof Node.Copy copy) {
        values.put(copy.id(), value(copy.of()));
        gradients.put(copy.id(), gradient(copy.of()));
      }
    }
  }

  private void keep(String id) {
    used.add(id);
    values.put(id, id);
  }

  private void change(String id) {
    values.put(id, unused(allowed(id)));
  }

  /** The variable of a value. */
  String value(String id) {
    return Objects.requireNonNull(values.get(id));
  }

  /** The variable of a gradient. */
  String gradient(String id) {
    return Objects.requireNonNull(gradients.get(id));
  }

  private String unused(String name) {
    String next = isAllowed(name) ? name : name + "_";
    for (int number = 2; !used.add(next); number++) {
      next = name + "_" + number;
    }
    return next;
  }

  /** A name with what Java does not allow in it replaced. */
  private static String allowed(String id) {
    StringBuilder name = new StringBuilder();
    id.codePoints().forEach(letter -> name.appendCodePoint(isPart(letter) ? letter : '_'));
    boolean starts = !name.isEmpty() && Character.isJavaIdentifierStart(name.codePointAt(0));
    return starts ? name.toString() : "v" + name;
  }

  private static boolean isPart(int letter) {
    return Character.isJavaIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter);
  }

  private static boolean isAllowed(String name) {
    return allowed(name).equals(name) && !KEYWORDS.contains(name) && !TAKEN.contains(name);
  }

  /** A name as a remark can show it: a backslash could begin an escape. */
  static String readable(String id) {
    StringBuilder name = new StringBuilder();
    id.codePoints()
        .map(letter -> Character.isLetterOrDigit(letter) || isPlain(letter) ? letter : '?')
        .forEach(name::appendCodePoint);
    return name.toString();
  }

  private static boolean isPlain(int letter) {
    return letter >= ' ' && letter <= '~' && letter != '\\';
  }

  /** A name that a class can have. */
  static String ofClass(String name) {
    if (!isAllowed(name)) {
      throw new ArgumentException(
          "java: class name \"" + name + "\"; needs a Java identifier that is no keyword",
          "as in Circuit");
    }
    return name;
  }
}
