// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.layout.Glyphs;
import chainrule.explain.layout.Ink;
import chainrule.explain.layout.Label;
import chainrule.explain.text.TextWidth;
import chainrule.graph.Event;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written at the nodes and on the wires of a circuit. A label is as wide before a number is
 * computed as after it, so that nothing moves from step to step.
 */
final class Labels {

  private static final String BAR = " | ";

  private final Moment moment;
  private final Detail detail;
  private final Glyphs glyphs;
  private final boolean isAscii;
  private final Map<Moment.Slot, Event> known;
  private final Map<Moment.Slot, Event> all;
  private final int names;
  private final int values;
  private final int gradients;

  Labels(Moment moment, Detail detail, Circuit.Options options) {
    this.moment = moment;
    this.detail = detail;
    glyphs = options.glyphs();
    isAscii = options.ascii();
    known = moment.contributions();
    all = moment.allContributions();
    List<Node.Leaf> leaves = moment.graph().leaves();
    names = leaves.stream().mapToInt(leaf -> TextWidth.of(name(leaf.id()))).max().orElse(0);
    values = leaves.stream().mapToInt(leaf -> valueWidth(leaf.id())).max().orElse(0);
    gradients =
        leaves.stream()
            .mapToInt(leaf -> all(leaf).map(found -> width(gradient(found))).orElse(0))
            .max()
            .orElse(0);
  }

  private static int width(String text) {
    return TextWidth.of(text);
  }

  private String name(String id) {
    return Symbols.name(id, isAscii);
  }

  /** A leaf: its name, value and gradient in columns that all leaves share. */
  Label leaf(Node.Leaf leaf) {
    String shown = TextWidth.left(name(leaf.id()), names);
    Label start = Label.of(shown + "  ").and(value(leaf.id(), values));
    if (!leaf.isWatched()) {
      return start.and(" ".repeat(gradients == 0 ? 0 : BAR.length() + gradients));
    }
    return start.and(gradient(leaf));
  }

  private Label gradient(Node.Leaf leaf) {
    Optional<Tensor> found = Optional.ofNullable(moment.gradients().get(leaf.id()));
    String text = found.map(this::gradient).orElse(glyphs.missing());
    return Label.of(BAR).and(Label.of(TextWidth.right(text, gradients), Ink.GRADIENT));
  }

  /** A gate: its symbol, its name if it has one or wants one, value and gradient. */
  Label gate(Node.Gate gate, boolean wantsName) {
    boolean isActive = moment.active().equals(Optional.of(gate.id()));
    String symbol = Symbols.of(gate, glyphs == Glyphs.ASCII);
    Label mark = isActive ? Label.of("[" + symbol + "]", Ink.ACTIVE) : Label.of("(" + symbol + ")");
    boolean isShown = wantsName || gate.isNamed() || detail.namesAll();
    return mark.and(isShown ? " " + name(gate.id()) + "  " : " ").and(numbers(gate));
  }

  /** A value that was drawn before. */
  Label again(Node node) {
    return named(node).and(numbers(node));
  }

  /** A name before numbers. */
  Label named(Node node) {
    return Label.of(name(node.id()) + "  ");
  }

  private Label numbers(Node node) {
    Label value = value(node.id(), valueWidth(node.id()));
    if (!node.isWatched()) {
      return value;
    }
    int width = all(node).map(found -> width(gradient(found))).orElse(0);
    Optional<Tensor> found = Optional.ofNullable(moment.gradients().get(node.id()));
    return value.and(gradient(found, width));
  }

  /** A branch of a copy: the value again, and what comes back through this branch alone. */
  Label branch(Node.Copy copy, Moment.Slot use) {
    Label value = value(copy.id(), valueWidth(copy.id()));
    if (!copy.isWatched()) {
      return value;
    }
    Optional<Event> last = Optional.ofNullable(all.get(use));
    int width = last.map(event -> width(gradient(event.contribution()))).orElse(0);
    Optional<Event> event = Optional.ofNullable(known.get(use));
    return value.and(gradient(event.map(Event::contribution), width));
  }

  private Label value(String id, int width) {
    Optional<Tensor> found = Optional.ofNullable(moment.values().get(id));
    String text = found.map(detail::value).orElse(glyphs.missing());
    return Label.of(TextWidth.right(text, width), Ink.VALUE);
  }

  private int valueWidth(String id) {
    return width(detail.value(moment.pass().value(id)));
  }

  private Label gradient(Optional<Tensor> found, int width) {
    String text = found.map(this::gradient).orElse(glyphs.missing());
    return Label.of(BAR).and(Label.of(TextWidth.left(text, width), Ink.GRADIENT));
  }

  private String gradient(Tensor tensor) {
    return detail.gradient(tensor);
  }

  private Optional<Tensor> all(Node node) {
    String id = node.id();
    return moment.pass().hasGradient(id)
        ? Optional.of(moment.pass().gradient(id))
        : Optional.empty();
  }
}
