// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.layout.Label;
import chainrule.explain.layout.LabelLines;
import chainrule.graph.Box;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The boxes that gates stand in, a line each. */
final class BoxList {

  private BoxList() {}

  /** Path, title, size and gates of every box, indented by its depth. */
  static List<String> lines(Graph graph, Circuit.Options options) {
    List<String> lines = new ArrayList<>();
    for (Box box : graph.boxes()) {
      String gates =
          graph.gates().stream()
              .filter(gate -> gate.scope().equals(box.path()))
              .map(Node.Gate::id)
              .map(id -> Symbols.name(id, options.ascii()))
              .collect(Collectors.joining(", "));
      String line =
          title(box, options)
              + (gates.isEmpty() ? "" : options.language().choose(": ", "：") + gates);
      LabelLines.of(Label.of(line), options.columns(), "  ").stream()
          .map(part -> part.plain().stripTrailing())
          .forEach(lines::add);
    }
    return lines;
  }

  /** As in {@code [hidden] Linear(4 -> 8), 1 gate, 40 parameters}. */
  static String title(Box box, Circuit.Options options) {
    String english =
        box.gates() == 1 ? "%s, 1 gate, %3$,d parameters" : "%s, %,d gates, %,d parameters";
    String text = options.language().choose(english, "%s，%,d 个门单元，%,d 个参数");
    String name =
        "["
            + Symbols.name(box.path(), options.ascii())
            + "] "
            + Symbols.name(box.title(), options.ascii());
    return String.format(Locale.ROOT, text, name, box.gates(), box.parameters());
  }
}
