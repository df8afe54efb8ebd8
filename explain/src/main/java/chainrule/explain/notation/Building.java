// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.explain.notation.Term.Comparator;
import chainrule.explain.notation.Term.Comparison;
import chainrule.explain.notation.Term.Link;
import chainrule.explain.notation.Term.Negation;
import chainrule.explain.notation.Term.Operator;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import chainrule.explain.notation.Token.Kind;
import java.util.Map;

/** Makes terms of smaller terms, never higher than the limit. */
record Building(SourceText source, Limits limits) {

  private static final Map<Kind, Operator> OPERATORS =
      Map.of(
          Kind.PLUS, Operator.PLUS,
          Kind.MINUS, Operator.MINUS,
          Kind.TIMES, Operator.TIMES,
          Kind.OVER, Operator.OVER,
          Kind.MATMUL, Operator.MATMUL);

  private static final Map<Kind, Comparator> COMPARATORS =
      Map.of(
          Kind.LESS, Comparator.LESS,
          Kind.LESS_EQUAL, Comparator.LESS_EQUAL,
          Kind.GREATER, Comparator.GREATER,
          Kind.GREATER_EQUAL, Comparator.GREATER_EQUAL,
          Kind.EQUAL, Comparator.EQUAL,
          Kind.NOT_EQUAL, Comparator.NOT_EQUAL);

  /** A term after its sign. */
  Operand signed(Token sign, Operand operand) {
    Term term = value(operand.term());
    return sign.kind() == Kind.PLUS
        ? new Operand(term, operand.height())
        : checked(
            new Operand(new Negation(term, sign.span().to(term.span())), operand.height() + 1),
            sign.span());
  }

  Operand transposed(Operand operand, Token mark) {
    Term term = new Transposition(value(operand.term()), mark.span());
    return checked(new Operand(term, operand.height() + 1), mark.span());
  }

  /** Two terms with an operator between them. */
  Operand joined(Operand left, Token token, Operand right) {
    Operator operator = OPERATORS.get(token.kind());
    Comparator comparator = COMPARATORS.get(token.kind());
    if (!left.isRow()) {
      value(left.term());
    }
    Term last = value(right.term());
    if (operator != null) {
      return checked(
          left.with(new Link(operator, last, token.span()), right.height()), token.span());
    }
    Term term =
        comparator == null
            ? new Power(left.term(), last, token.span())
            : new Comparison(left.term(), comparator, last, token.span());
    int height = 1 + Math.max(left.height(), right.height());
    return checked(new Operand(term, height), token.span());
  }

  /** An operand that is not nested too deep. */
  Operand checked(Operand operand, Span at) {
    if (operand.height() > limits.depth()) {
      throw over(Problem.TOO_DEEP, at, limits.depth());
    }
    return operand;
  }

  /** A term that is no comparison. */
  Term value(Term term) {
    if (term instanceof Comparison comparison) {
      throw Problem.COMPARISON_PLACE.at(source, comparison.at(), comparison.comparator().symbol());
    }
    return term;
  }

  NotationException over(Problem problem, Span at, int limit) {
    return problem.at(source, at, Integer.toString(limit));
  }
}
