// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Dot;
import chainrule.explain.layout.Part.Gate;
import chainrule.explain.layout.Part.Start;
import chainrule.explain.layout.Part.Wire;
import java.util.Arrays;
import java.util.List;

/**
 * The row of every wire. No two values share one, so wires never lie on each other and can only
 * cross: what leads to a gate stands above and below it in the order of its inputs, and a gate with
 * one input, or a middle one, goes on in its row. Of the branches of a dot one, its owner, goes on
 * in the row of what is copied.
 */
final class Rows {

  /** How often all dots are asked for a better owner. */
  private static final int SWEEPS = 2;

  private static final int NONE = -1;

  private final Sketch sketch;
  private final int[] owners;
  private final int[] rows;
  private int count;

  /**
   * Rows for a choice of owners.
   *
   * @param owners for each part the branch that goes on in the row of its input
   */
  private Rows(Sketch sketch, int[] owners) {
    this.sketch = sketch;
    this.owners = owners;
    rows = new int[sketch.wires().size()];
    Arrays.fill(rows, NONE);
    sketch.loose().forEach(this::visit);
  }

  /** Rows with short vertical wires, and so few crossings: owners are exchanged while it helps. */
  static Rows of(Sketch sketch) {
    Rows best = new Rows(sketch, new int[sketch.parts().size()]);
    int least = best.height();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (Wire wire : sketch.wires()) {
        if (wire.branch() != best.owners[wire.part()]) {
          int[] changed = best.owners.clone();
          changed[wire.part()] = wire.branch();
          Rows other = new Rows(sketch, changed);
          int height = other.height();
          best = height < least ? other : best;
          least = Math.min(height, least);
        }
      }
    }
    return best;
  }

  private void visit(Wire wire) {
    if (rows[sketch.index(wire)] != NONE) {
      return;
    }
    switch (sketch.parts().get(wire.part())) {
      case Start _ -> open(wire);
      case Gate gate -> visit(gate, wire);
      case Dot _ when wire.branch() != owners[wire.part()] -> open(wire);
      case Dot dot -> {
        visit(dot.input());
        put(wire, of(dot.input()));
        for (int branch = 0; branch < dot.exits(); branch++) {
          Wire other = new Wire(wire.part(), branch);
          if (sketch.isEnd(other)) {
            visit(other);
          }
        }
      }
    }
  }

  private void visit(Gate gate, Wire wire) {
    List<Wire> inputs = gate.inputs();
    int half = inputs.size() / 2;
    inputs.subList(0, half).forEach(this::visit);
    if (inputs.size() % 2 == 1) {
      visit(inputs.get(half));
      put(wire, of(inputs.get(half)));
    } else {
      open(wire);
    }
    inputs.subList(half, inputs.size()).forEach(this::visit);
  }

  private void open(Wire wire) {
    put(wire, count);
    count++;
  }

  private void put(Wire wire, int row) {
    rows[sketch.index(wire)] = row;
  }

  /** The row of a wire. */
  int of(Wire wire) {
    return rows[sketch.index(wire)];
  }

  /** How many rows there are. */
  int count() {
    return count;
  }

  /** The first and the last row that the vertical wire of a part touches. */
  Span span(int part) {
    Span span = new Span(Integer.MAX_VALUE, Integer.MIN_VALUE);
    for (int branch = 0; branch < sketch.parts().get(part).exits(); branch++) {
      span = span.with(of(new Wire(part, branch)));
    }
    for (Wire wire : sketch.parts().get(part).entries()) {
      span = span.with(of(wire));
    }
    return span;
  }

  /** How long all vertical wires are together. */
  private int height() {
    int height = 0;
    for (int part = 0; part < sketch.parts().size(); part++) {
      Span span = span(part);
      height += span.last() - span.first();
    }
    return height;
  }

  /** Rows from the first to the last. */
  record Span(int first, int last) {
    Span with(int row) {
      return new Span(Math.min(first, row), Math.max(last, row));
    }

    boolean holds(int row) {
      return row >= first && row <= last;
    }

    boolean meets(Span other) {
      return first <= other.last && other.first <= last;
    }
  }
}
