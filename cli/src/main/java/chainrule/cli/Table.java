// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines whose cells stand below each other.
 *
 * @param alignment one letter a column: {@code l} or {@code r}
 * @param rows the cells, as many in each row as there are columns
 */
record Table(String alignment, List<List<String>> rows) {

  private static final String GAP = "  ";

  static Table of(String alignment) {
    return new Table(alignment, new ArrayList<>());
  }

  /** Adds a row. */
  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, without blanks at their ends. */
  List<String> lines() {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(alignment, widths, row)).toList();
  }

  /** One line of cells padded to widths that are known beforehand. */
  static String line(String alignment, int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(column == 0 ? "" : GAP)
          .append(
              alignment.charAt(column) == 'l'
                  ? TextWidth.left(cell, widths[column])
                  : TextWidth.right(cell, widths[column]));
    }
    return line.toString().stripTrailing();
  }
}
