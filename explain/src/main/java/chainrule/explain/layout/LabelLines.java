// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** Breaks a label into lines at its spaces, and where a word alone is too wide, inside it. */
public final class LabelLines {

  private final int columns;
  private final String indent;
  private final List<Label> lines = new ArrayList<>();
  private Label line = Label.EMPTY;
  private int width;

  private LabelLines(int columns, String indent) {
    this.columns = columns;
    this.indent = indent;
  }

  /**
   * The lines of a label.
   *
   * @param columns the widest a line may be
   * @param indent what stands before each line but the first
   */
  public static List<Label> of(Label label, int columns, String indent) {
    if (label.width() <= columns) {
      return List.of(label);
    }
    LabelLines broken = new LabelLines(columns, indent);
    for (Label.Piece piece : label.pieces()) {
      // Each word keeps the spaces before it.
      for (String word : piece.text().split("(?<=[^ ])(?= )", -1)) {
        broken.word(word, piece.ink());
      }
    }
    broken.lines.add(broken.line);
    return broken.lines;
  }

  private void word(String word, Ink ink) {
    String rest = word;
    if (width + TextWidth.of(rest) > columns && width > indent.length()) {
      rest = rest.stripLeading();
      feed();
    }
    while (width + TextWidth.of(rest) > columns) {
      int cut = fitting(rest, columns - width);
      add(rest.substring(0, cut), ink);
      rest = rest.substring(cut);
      feed();
    }
    add(rest, ink);
  }

  private void add(String text, Ink ink) {
    line = line.and(Label.of(text, ink));
    width += TextWidth.of(text);
  }

  private void feed() {
    lines.add(line);
    line = Label.of(indent);
    width = indent.length();
  }

  /** How many chars of a text fit into some columns; one letter at least. */
  private static int fitting(String text, int columns) {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (TextWidth.of(text.substring(0, next)) > columns) {
        break;
      }
      end = next;
    }
    return end;
  }
}
