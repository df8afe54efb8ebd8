// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Dot;
import chainrule.explain.layout.Part.Gate;
import chainrule.explain.layout.Part.Start;
import chainrule.explain.layout.Part.Wire;
import java.util.List;

/** A circuit with a row for every wire and a column for every part. */
public final class Drawing {

  private final Sketch sketch;
  private final Rows rows;
  private final Columns columns;
  private final Lines lines;

  private Drawing(Sketch sketch, Rows rows, Columns columns) {
    this.sketch = sketch;
    this.rows = rows;
    this.columns = columns;
    lines = new Lines(sketch, rows, columns);
  }

  static Drawing of(Sketch sketch, boolean isAligned) {
    Rows rows = Rows.of(sketch);
    return new Drawing(sketch, rows, new Columns(sketch, rows, isAligned));
  }

  private int line(Wire wire) {
    return lines.of(rows.of(wire));
  }

  /** The columns it takes. */
  public int width() {
    return columns.width();
  }

  /** The column behind the last label on a wire. */
  int end(Wire wire) {
    return columns.end(wire);
  }

  /** The lines of text. */
  public List<String> lines(Glyphs glyphs, boolean isColored) {
    Canvas canvas = new Canvas(lines.count(), width() + 1, glyphs);
    for (int part = 0; part < sketch.parts().size(); part++) {
      draw(part, canvas, glyphs);
    }
    sketch.wires().stream().filter(sketch::isEnd).forEach(wire -> end(wire, canvas, glyphs));
    return canvas.lines(isColored);
  }

  private void draw(int part, Canvas canvas, Glyphs glyphs) {
    int line = line(Wire.of(part));
    switch (sketch.parts().get(part)) {
      case Start start -> canvas.write(line, columns.of(part), start.label());
      case Gate gate -> {
        gate.inputs().forEach(wire -> lead(wire, columns.of(part), canvas, line));
        join(part, canvas);
        canvas.write(line, columns.of(part), gate.label());
      }
      case Dot dot -> {
        int own = line(dot.input());
        lead(dot.input(), columns.of(part), canvas, own);
        join(part, canvas);
        for (int branch = 0; branch < dot.exits(); branch++) {
          branch(new Wire(part, branch), dot.branches().get(branch), canvas);
        }
        Label mark = Label.of(glyphs.dot(dot.isActive()), dot.isActive() ? Ink.ACTIVE : Ink.PLAIN);
        canvas.write(own, columns.of(part), mark);
      }
    }
  }

  /** The wire from its last label to a column, where it turns into another row or does not. */
  private void lead(Wire wire, int column, Canvas canvas, int line) {
    canvas.horizontal(line(wire), columns.end(wire) + 1, column - 1);
    canvas.draw(line(wire), column, line(wire) == line ? 0 : Glyphs.LEFT);
  }

  private void join(int part, Canvas canvas) {
    Rows.Span span = rows.span(part);
    canvas.vertical(columns.of(part), lines.of(span.first()), lines.of(span.last()));
  }

  private void branch(Wire wire, Label label, Canvas canvas) {
    int column = columns.of(wire.part());
    canvas.draw(line(wire), column, Glyphs.RIGHT);
    if (!label.isEmpty()) {
      canvas.horizontal(line(wire), column + 1, columns.label(wire) - 2);
      canvas.write(line(wire), columns.label(wire), label);
    }
  }

  private void end(Wire wire, Canvas canvas, Glyphs glyphs) {
    canvas.horizontal(line(wire), columns.end(wire) + 1, columns.arrow(wire) - 1);
    canvas.write(line(wire), columns.arrow(wire), Label.of(glyphs.arrow()));
  }
}
