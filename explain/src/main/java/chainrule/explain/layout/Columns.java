// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Dot;
import chainrule.explain.layout.Part.Gate;
import chainrule.explain.layout.Part.Start;
import chainrule.explain.layout.Part.Wire;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The column of every part: each as far to the left as its inputs, and the labels and wires that
 * already stand, allow.
 */
final class Columns {

  /** From the end of a label to what its wire leads to: a space and a stroke. */
  private static final int STEP = 2;

  /** From a dot to the label of a branch. */
  private static final int BRANCH = 3;

  private final Sketch sketch;
  private final Rows rows;
  private final Places places = new Places();
  private final int[] ranks;
  private final int[] columns;
  private final Map<Wire, Integer> labels = new HashMap<>();
  private final Map<Wire, Integer> ends = new HashMap<>();
  private final Map<Wire, Integer> arrows = new HashMap<>();
  private int width;

  Columns(Sketch sketch, Rows rows, boolean isAligned) {
    this.sketch = sketch;
    this.rows = rows;
    ranks = ranks(sketch);
    columns = new int[sketch.parts().size()];
    List<Integer> order =
        IntStream.range(0, columns.length)
            .boxed()
            .sorted(Comparator.comparingInt(this::turn))
            .toList();
    for (int part : order) {
      int edge = isAligned && isMerge(part) ? edge(ranks[part]) : natural(part);
      place(part, edge);
    }
  }

  /** When a part is placed: what starts at the left edge does not give way, so it comes first. */
  private int turn(int part) {
    return sketch.parts().get(part) instanceof Start ? -1 : ranks[part];
  }

  /** How many gates with several inputs lie on the way to each part. */
  private static int[] ranks(Sketch sketch) {
    int[] ranks = new int[sketch.parts().size()];
    for (int part = 0; part < ranks.length; part++) {
      List<Wire> entries = sketch.parts().get(part).entries();
      int deepest = entries.stream().mapToInt(wire -> ranks[wire.part()]).max().orElse(0);
      ranks[part] = entries.size() > 1 ? deepest + 1 : deepest;
    }
    return ranks;
  }

  private boolean isMerge(int part) {
    return sketch.parts().get(part).entries().size() > 1;
  }

  /** Where the inputs alone would let a part stand. */
  private int natural(int part) {
    return sketch.parts().get(part).entries().stream()
        .mapToInt(wire -> end(wire) + STEP)
        .max()
        .orElse(0);
  }

  /** The column at which all gates of a rank can stand. */
  private int edge(int rank) {
    return IntStream.range(0, columns.length)
        .filter(part -> ranks[part] == rank && isMerge(part))
        .map(this::natural)
        .max()
        .orElse(0);
  }

  private void place(int part, int column) {
    Wire wire = Wire.of(part);
    switch (sketch.parts().get(part)) {
      case Start start -> {
        columns[part] = column;
        write(wire, column, start.label().width());
      }
      case Gate gate -> {
        int row = rows.of(wire);
        int length = gate.label().width();
        Rows.Span span = rows.span(part);
        columns[part] =
            isMerge(part)
                ? places.gateColumn(row, column, length, span)
                : places.textColumn(row, column, length);
        if (isMerge(part)) {
          places.draw(columns[part], span);
        }
        write(wire, columns[part], length);
      }
      case Dot dot -> place(part, dot, column);
    }
  }

  private void place(int part, Dot dot, int column) {
    Rows.Span span = rows.span(part);
    int row = rows.of(dot.input());
    int free = places.gateColumn(row, column, 1, span);
    columns[part] = free;
    places.draw(free, span);
    for (int branch = 0; branch < dot.exits(); branch++) {
      Wire wire = new Wire(part, branch);
      int length = dot.branches().get(branch).width();
      if (length == 0) {
        end(wire, free);
      } else {
        write(wire, places.textColumn(rows.of(wire), free + BRANCH, length), length);
      }
    }
  }

  private void write(Wire wire, int column, int length) {
    labels.put(wire, column);
    places.write(rows.of(wire), column, length);
    end(wire, column + length);
  }

  private void end(Wire wire, int column) {
    ends.put(wire, column);
    width = Math.max(width, column);
    if (sketch.isEnd(wire)) {
      int arrow = places.textColumn(rows.of(wire), column + STEP, 1);
      arrows.put(wire, arrow);
      places.write(rows.of(wire), arrow, 1);
      width = Math.max(width, arrow + 1);
    }
  }

  /** Where a part stands. */
  int of(int part) {
    return columns[part];
  }

  /** Where the label of a branch stands, if it has one. */
  int label(Wire wire) {
    return Objects.requireNonNull(labels.get(wire));
  }

  /** The column behind what is written on a wire. */
  int end(Wire wire) {
    return Objects.requireNonNull(ends.get(wire));
  }

  /** The column of the arrow on a wire that goes on. */
  int arrow(Wire wire) {
    return Objects.requireNonNull(arrows.get(wire));
  }

  /** How many columns there are. */
  int width() {
    return width;
  }
}
