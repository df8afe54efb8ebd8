// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a line that fits a terminal, around a place that a caret marks.
 *
 * @param cells each code point as it is shown
 * @param caret the cell that is marked; one past the last at the end of the line
 * @param openStart whether the line goes on to the left
 * @param openEnd whether it goes on to the right
 */
record Excerpt(List<String> cells, int caret, boolean openStart, boolean openEnd) {

  /** Columns, so that with the indent of a message they fit a terminal of 80. */
  private static final int WINDOW = 78;

  private static final int BEFORE_CARET = 40;
  private static final String TAB = "    ";
  private static final String CUT = "...";

  /** The line and the line with the caret. */
  static List<String> of(String line, int place) {
    List<String> cells = new ArrayList<>();
    int from = place;
    while (from > 0 && cells.size() < WINDOW) {
      int letter = line.codePointBefore(from);
      cells.addFirst(cell(letter));
      from -= Character.charCount(letter);
    }
    int caret = cells.size();
    int to = place;
    while (to < line.length() && cells.size() < caret + WINDOW) {
      int letter = line.codePointAt(to);
      cells.add(cell(letter));
      to += Character.charCount(letter);
    }
    return new Excerpt(cells, caret, from > 0, to < line.length()).lines();
  }

  /** A code point as it may stand in a message: printable, and not moving what is around it. */
  static String cell(int letter) {
    return letter == '\t' ? TAB : isVisible(letter) ? Character.toString(letter) : "?";
  }

  /** Whether a code point shows itself, and itself alone. */
  static boolean isVisible(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private List<String> lines() {
    int from = 0;
    int to = cells.size();
    if (openStart || openEnd || width(0, to) > WINDOW) {
      from = caret;
      while (from > 0 && width(from - 1, caret) <= BEFORE_CARET) {
        from--;
      }
      to = caret;
      while (to < cells.size() && width(from, to + 1) <= WINDOW - 2 * CUT.length()) {
        to++;
      }
    }
    String before = from > 0 || openStart ? CUT : "";
    String after = to < cells.size() || openEnd ? CUT : "";
    String shown = before + String.join("", cells.subList(from, to)) + after;
    String indent = " ".repeat(before.length() + width(from, caret));
    return List.of(shown.stripTrailing(), indent + "^");
  }

  private int width(int from, int to) {
    return cells.subList(from, to).stream().mapToInt(TextWidth::of).sum();
  }
}
