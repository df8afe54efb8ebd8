// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import java.util.ArrayList;
import java.util.List;

/** What already stands on a drawing: labels in their rows, and vertical wires. */
final class Places {

  private record Text(int row, int from, int to) {}

  private record Vertical(int column, Rows.Span rows) {}

  private final List<Text> texts = new ArrayList<>();
  private final List<Vertical> verticals = new ArrayList<>();

  /** Takes the places of a label. */
  void write(int row, int column, int width) {
    texts.add(new Text(row, column, column + width));
  }

  /** Takes the places of a vertical wire. */
  void draw(int column, Rows.Span rows) {
    verticals.add(new Vertical(column, rows));
  }

  /** The first column from a given one where no vertical wire runs through a label. */
  int textColumn(int row, int column, int width) {
    int free = column;
    while (isCrossed(row, free, width)) {
      free++;
    }
    return free;
  }

  /** The same for a label at whose first column a vertical wire runs. */
  int gateColumn(int row, int column, int width, Rows.Span rows) {
    int free = column;
    while (isCrossed(row, free, width) || !isFree(free, row, rows)) {
      free++;
    }
    return free;
  }

  private boolean isCrossed(int row, int column, int width) {
    return verticals.stream()
        .anyMatch(wire ->
            wire.rows().holds(row)
                && wire.column() >= column - 1
                && wire.column() <= column + width);
  }

  /** Whether a vertical wire runs through nothing, its own row apart, and beside no other. */
  private boolean isFree(int column, int own, Rows.Span rows) {
    boolean meetsText =
        texts.stream()
            .anyMatch(text ->
                text.row() != own
                    && rows.holds(text.row())
                    && column >= text.from() - 1
                    && column <= text.to());
    boolean meetsWire =
        verticals.stream()
            .anyMatch(wire -> wire.rows().meets(rows) && Math.abs(wire.column() - column) <= 1);
    return !meetsText && !meetsWire;
  }
}
