// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Link;
import java.util.ArrayList;
import java.util.List;

/** A term that is being read: whole, or operators of one precedence in a row that may go on. */
final class Operand {

  private final Term first;
  private final List<Link> links = new ArrayList<>();
  private int height;

  /**
   * A whole term.
   *
   * @param height how deep it is nested; 0 for a number or a name
   */
  Operand(Term first, int height) {
    this.first = first;
    this.height = height;
  }

  /** The term so far. */
  Term term() {
    return links.isEmpty()
        ? first
        : new Chain(first, links, first.span().to(links.getLast().operand().span()));
  }

  /** Whether it is operators in a row, which is no comparison. */
  boolean isRow() {
    return !links.isEmpty();
  }

  int height() {
    return height;
  }

  /** This with one operator more: the row goes on, or a new one begins. */
  Operand with(Link link, int operandHeight) {
    boolean goesOn =
        !links.isEmpty() && links.getFirst().operator().isSum() == link.operator().isSum();
    Operand row = goesOn ? this : new Operand(term(), height + 1);
    row.links.add(link);
    row.height = Math.max(row.height, operandHeight + 1);
    return row;
  }
}
