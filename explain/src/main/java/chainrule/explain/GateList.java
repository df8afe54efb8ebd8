// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.layout.Ink;
import chainrule.explain.layout.Label;
import chainrule.explain.layout.LabelLines;
import chainrule.explain.text.TextWidth;
import chainrule.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A circuit as a numbered list in topological order, one node a line, for narrow terminals. */
final class GateList {

  /** The widest names and formulas for which the numbers of all lines still stand in one column. */
  private static final int WIDEST = 40;

  private static final Detail DETAIL = Detail.ALL.getFirst();

  private static final String GAP = "   ";

  /** What the lines that follow the first are set in by, behind the width of the numbering. */
  private static final int INDENT = 4;

  private final Moment moment;
  private final Circuit.Options options;

  GateList(Moment moment, Circuit.Options options) {
    this.moment = moment;
    this.options = options;
  }

  List<String> lines() {
    List<Node> nodes = moment.graph().nodes();
    int digits = Integer.toString(nodes.size()).length();
    List<String> heads = new ArrayList<>();
    for (int place = 0; place < nodes.size(); place++) {
      String number = TextWidth.right(Integer.toString(place + 1), digits);
      heads.add(mark(nodes.get(place)) + number + "  " + head(nodes.get(place)));
    }
    int widest = Math.min(WIDEST, options.columns() / 2);
    int column =
        heads.stream().mapToInt(TextWidth::of).filter(width -> width <= widest).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int place = 0; place < nodes.size(); place++) {
      add(heads.get(place), numbers(nodes.get(place)), column, digits, lines);
    }
    return lines;
  }

  /** One line, or the head and the numbers on lines of their own where one is too short. */
  private void add(String head, Label numbers, int column, int digits, List<String> lines) {
    String indent = " ".repeat(digits + INDENT);
    Label line = Label.of(TextWidth.left(head, column) + GAP).and(numbers);
    if (line.width() <= options.columns()) {
      write(line, indent, lines);
    } else {
      write(Label.of(head), indent, lines);
      write(Label.of(indent).and(numbers), indent, lines);
    }
  }

  private void write(Label line, String indent, List<String> lines) {
    for (Label part : LabelLines.of(line, options.columns(), indent)) {
      lines.add(part.text(options.color()).stripTrailing());
    }
  }

  /** What stands before the active gate, and as much before the others. */
  private String mark(Node node) {
    return moment.active().map(active -> active.equals(node.id()) ? "> " : "  ").orElse("");
  }

  private String head(Node node) {
    String equation = Symbols.equation(moment.pass(), node, options.ascii());
    return node instanceof Node.Copy copy ? equation + uses(copy.uses()) : equation;
  }

  private String uses(int times) {
    return options.language().choose(" (" + times + " uses)", "（用 " + times + " 次）");
  }

  private Label numbers(Node node) {
    String missing = options.glyphs().missing();
    String value =
        Optional.ofNullable(moment.values().get(node.id())).map(DETAIL::value).orElse(missing);
    String gradient =
        Optional.ofNullable(moment.gradients().get(node.id()))
            .map(DETAIL::gradient)
            .orElse(missing);
    Label first = Label.of(value, Ink.VALUE);
    return node.isWatched() ? first.and(" | ").and(Label.of(gradient, Ink.GRADIENT)) : first;
  }
}
