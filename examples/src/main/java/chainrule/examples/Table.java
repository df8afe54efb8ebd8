// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A table as it stands in {@code docs/course.md}: a head, then rows that are told as soon as they
 * are found. How a row is written does not depend on the others.
 */
record Table(List<String> head, Consumer<String> page) {

  private static final int WIDTH = 7;

  /** Tells the head, after an empty line. */
  static Table of(Consumer<String> page, String... head) {
    Table table = new Table(List.of(head), page);
    page.accept("");
    table.row(table.head);
    page.accept("|" + table.head.stream().map(_ -> "---:|").collect(Collectors.joining()));
    return table;
  }

  /** Tells a row; fewer cells than the head has make a row that breaks off. */
  void row(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < cells.size(); i++) {
      int width = Math.max(WIDTH, head.get(i).length());
      line.append(" ").append(" ".repeat(Math.max(0, width - cells.get(i).length())));
      line.append(cells.get(i)).append(" |");
    }
    page.accept(line.toString());
  }

  /** Tells a row of a name and numbers. */
  void row(String name, List<Double> numbers, String format) {
    List<String> cells = new ArrayList<>(List.of(name));
    numbers.forEach(number -> cells.add(String.format(Locale.ROOT, format, number)));
    row(cells);
  }
}
