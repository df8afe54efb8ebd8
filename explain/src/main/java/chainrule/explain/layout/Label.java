// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of text in several inks.
 *
 * @param pieces what it is made of, from left to right
 */
public record Label(List<Piece> pieces) {

  /** The label without text. */
  public static final Label EMPTY = new Label(List.of());

  /** Text in one ink. */
  public record Piece(String text, Ink ink) {}

  /** Keeps its own copy. */
  public Label {
    pieces = List.copyOf(pieces);
  }

  /** A label of one piece. */
  public static Label of(String text) {
    return of(text, Ink.PLAIN);
  }

  /** A label of one piece. */
  public static Label of(String text, Ink ink) {
    return new Label(List.of(new Piece(text, ink)));
  }

  /** This label with another behind it. */
  public Label and(Label more) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.addAll(more.pieces);
    return new Label(longer);
  }

  /** This label with plain text behind it. */
  public Label and(String more) {
    return and(of(more));
  }

  /** The columns it takes. */
  public int width() {
    return pieces.stream().mapToInt(piece -> TextWidth.of(piece.text())).sum();
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return width() == 0;
  }

  /** Without colors. */
  public String plain() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  /** With colors, if they are wanted. */
  public String text(boolean isColored) {
    return isColored
        ? pieces.stream()
            .map(piece -> piece.ink().paint(piece.text()))
            .collect(Collectors.joining())
        : plain();
  }
}
