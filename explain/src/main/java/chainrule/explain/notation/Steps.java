// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.notation.Term.Application;
import chainrule.explain.notation.Term.Chain;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Link;
import chainrule.explain.notation.Term.Literal;
import chainrule.explain.notation.Term.Matrix;
import chainrule.explain.notation.Term.Name;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A term taken apart for a machine with a stack: each step finds what it works on, made by the
 * steps before it, on top of the stack. However deep a term is nested, nothing recurs. A literal is
 * one step.
 */
sealed interface Steps {

  /** Makes something of a term and of what its parts became; a chain is made by its links. */
  record Make(Term term) implements Steps {}

  /** Joins what stands left of an operator with what stands right of it. */
  record Join(Chain chain, Link link) implements Steps {}

  /** The steps for a term, in the order in which it is computed. */
  static List<Steps> of(Term term) {
    List<Steps> steps = new ArrayList<>();
    Deque<Object> open = new ArrayDeque<>();
    open.push(term);
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof Steps step) {
        steps.add(step);
      } else {
        parts((Term) next).reversed().forEach(open::push);
      }
    }
    return steps;
  }

  /** The parts of a term, and the steps behind them. */
  private static List<Object> parts(Term term) {
    List<Object> parts = new ArrayList<>();
    switch (term) {
      case Literal _, Name _, Matrix _ -> {}
      case Negation negation -> parts.add(negation.operand());
      case Transposition transposition -> parts.add(transposition.operand());
      case Power power -> parts.addAll(List.of(power.base(), power.exponent()));
      case Comparison comparison -> parts.addAll(List.of(comparison.left(), comparison.right()));
      case Application application -> parts.addAll(application.arguments());
      case Chain chain -> {
        parts.add(chain.first());
        for (Link link : chain.links()) {
          parts.add(link.operand());
          parts.add(new Join(chain, link));
        }
      }
    }
    if (!(term instanceof Chain)) {
      parts.add(new Make(term));
    }
    return parts;
  }
}
