// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Wire;
import java.util.Arrays;
import java.util.Map;

/**
 * The line of text of every row: rows that follow each other share one where nothing on them meets,
 * as a gate at the right with a leaf at the left.
 */
final class Lines {

  /** The least between what is on two rows of one line. */
  private static final int GAP = 3;

  private final int[] lines;
  private final int count;

  Lines(Sketch sketch, Rows rows, Columns columns) {
    int[] from = new int[rows.count()];
    int[] to = new int[rows.count()];
    Arrays.fill(from, Integer.MAX_VALUE);
    Map<Wire, Integer> readers = sketch.readers();
    for (Wire wire : sketch.wires()) {
      int row = rows.of(wire);
      int end = sketch.isEnd(wire) ? columns.arrow(wire) + 1 : columns.end(wire);
      from[row] = Math.min(from[row], columns.of(wire.part()));
      to[row] = Math.max(to[row], end);
      if (readers.containsKey(wire)) {
        to[row] = Math.max(to[row], columns.of(readers.get(wire)));
      }
    }
    lines = new int[rows.count()];
    int line = -1;
    int first = 0;
    for (int row = 0; row < lines.length; row++) {
      if (line < 0 || meets(from, to, first, row)) {
        line++;
        first = row;
      }
      lines[row] = line;
    }
    count = line + 1;
  }

  /** Whether a row meets one of those before it in the same line. */
  private static boolean meets(int[] from, int[] to, int first, int row) {
    for (int other = first; other < row; other++) {
      if (from[row] < to[other] + GAP && from[other] < to[row] + GAP) {
        return true;
      }
    }
    return false;
  }

  /** The line of a row. */
  int of(int row) {
    return lines[row];
  }

  /** How many lines there are. */
  int count() {
    return count;
  }
}
