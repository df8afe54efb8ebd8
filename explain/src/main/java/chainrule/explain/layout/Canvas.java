// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of columns, on which labels are written and wires drawn; labels hide wires. */
final class Canvas {

  private final Glyphs glyphs;
  private final String[][] texts;
  private final Ink[][] inks;
  private final int[][] strokes;

  Canvas(int rows, int columns, Glyphs glyphs) {
    this.glyphs = glyphs;
    texts = new String[rows][columns];
    inks = new Ink[rows][columns];
    strokes = new int[rows][columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(texts[row], "");
      Arrays.fill(inks[row], Ink.PLAIN);
    }
  }

  /** Writes a label; a wide letter also takes the column after it. */
  void write(int row, int column, Label label) {
    int at = column;
    for (Label.Piece piece : label.pieces()) {
      for (int letter : piece.text().codePoints().toArray()) {
        int width = TextWidth.of(letter);
        int place = width == 0 ? Math.max(0, at - 1) : at;
        texts[row][place] = (width == 0 ? texts[row][place] : "") + Character.toString(letter);
        inks[row][place] = piece.ink();
        for (int i = place + 1; i < at + width; i++) {
          texts[row][i] = "";
          strokes[row][i] = -1;
        }
        at += width;
      }
    }
  }

  /** Draws through all places of a row from one column to another. */
  void horizontal(int row, int from, int to) {
    for (int column = from; column <= to; column++) {
      draw(row, column, Glyphs.LEFT | Glyphs.RIGHT);
    }
  }

  /** Draws from the middle of one place to the middle of another in the same column. */
  void vertical(int column, int from, int to) {
    for (int row = from; row <= to; row++) {
      draw(row, column, (row > from ? Glyphs.UP : 0) | (row < to ? Glyphs.DOWN : 0));
    }
  }

  /** Draws from the middle of a place in some directions. */
  void draw(int row, int column, int directions) {
    strokes[row][column] |= directions;
  }

  /** The lines, without spaces at their ends. */
  List<String> lines(boolean isColored) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < texts.length; row++) {
      lines.add(line(row).text(isColored).stripTrailing());
    }
    return lines;
  }

  private Label line(int row) {
    List<Label.Piece> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    Ink ink = Ink.PLAIN;
    for (int column = 0; column < texts[row].length; column++) {
      if (inks[row][column] != ink) {
        pieces.add(new Label.Piece(piece.toString(), ink));
        piece.setLength(0);
        ink = inks[row][column];
      }
      piece.append(cell(row, column));
    }
    pieces.add(new Label.Piece(piece.toString(), ink));
    return new Label(pieces);
  }

  private String cell(int row, int column) {
    if (!texts[row][column].isEmpty()) {
      return texts[row][column];
    }
    return strokes[row][column] < 0 ? "" : glyphs.stroke(strokes[row][column]);
  }
}
