// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import chainrule.explain.formula.Formula;

/** A part of a line. */
public sealed interface Piece {

  /**
   * Words.
   *
   * @param text as they stand, blanks included
   */
  record Words(String text) implements Piece {}

  /**
   * A formula among words.
   *
   * @param formula what stands there
   */
  record Inline(Formula formula) implements Piece {}

  /**
   * A formula that LaTeX gives a row of its own, aligned at its first equals sign.
   *
   * @param equation what stands there
   */
  record Display(Formula.Equality equation) implements Piece {}
}
