// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import java.util.List;

/** A part of a page. */
public sealed interface Block {

  /**
   * What the blocks below are about.
   *
   * @param pieces in one line
   */
  record Heading(List<Piece> pieces) implements Block {
    /** Keeps its own copy of the pieces. */
    public Heading {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A line, or a point of a list.
   *
   * @param depth 0 for text, 1 for a point, 2 for what belongs to a point
   * @param number of the point, from 1; 0 if it has none
   * @param pieces words and formulas
   */
  record Line(int depth, int number, List<Piece> pieces) implements Block {
    /** Keeps its own copy of the pieces. */
    public Line {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A table.
   *
   * @param header the first row
   * @param rows as wide as the header
   */
  record Grid(List<List<Piece>> header, List<List<List<Piece>>> rows) implements Block {
    /** Keeps its own copies. */
    public Grid {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }
}
