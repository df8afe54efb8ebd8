// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import java.util.List;
import java.util.Optional;

/** Leaves out of a formula what does not matter: factors 1, summands 0, double signs. */
final class Shortening {

  private Shortening() {}

  static Formula of(Formula formula) {
    return formula.replaced(Shortening::once);
  }

  private static Formula once(Formula formula) {
    if (!(formula instanceof Formula.Operation(Operator operator, List<Formula> operands))) {
      return formula;
    }
    Formula first = operands.getFirst();
    Formula last = operands.getLast();
    return switch (operator) {
      case PLUS -> sum(formula, first, last);
      case MINUS -> difference(formula, first, last);
      case TIMES -> product(first, last);
      case OVER -> quotient(formula, first, last);
      case POWER -> power(formula, first, last);
      case NEGATE -> negative(formula, first);
      default -> formula;
    };
  }

  private static Formula sum(Formula formula, Formula first, Formula last) {
    if (first instanceof Formula.Figure(double a) && last instanceof Formula.Figure(double b)) {
      return Formula.of(a + b);
    }
    return is(last, 0) ? first : formula;
  }

  private static Formula difference(Formula formula, Formula first, Formula last) {
    if (first instanceof Formula.Figure(double a) && last instanceof Formula.Figure(double b)) {
      return Formula.of(a - b);
    }
    return is(last, 0) ? first : formula;
  }

  private static Formula product(Formula first, Formula last) {
    if (is(first, 1)) {
      return last;
    }
    if (first instanceof Formula.Figure(double a)) {
      return scaled(a, last);
    }
    if (last instanceof Formula.Figure(double b)) {
      return scaled(b, first);
    }
    return signed(first)
        .map(bare -> Formula.of(Operator.NEGATE, product(bare, last)))
        .orElseGet(() -> Formula.of(first, Operator.TIMES, last));
  }

  /** A number stands before what it multiplies, and meets the number that stands there. */
  private static Formula scaled(double number, Formula formula) {
    if (formula instanceof Formula.Figure(double other)) {
      return Formula.of(number * other);
    }
    if (formula instanceof Formula.Operation(Operator operator, List<Formula> inside)
        && operator == Operator.TIMES
        && inside.getFirst() instanceof Formula.Figure(double leading)) {
      return scaled(number * leading, inside.getLast());
    }
    if (number == 1) {
      return formula;
    }
    return number == -1
        ? negative(Formula.of(Operator.NEGATE, formula), formula)
        : Formula.of(Formula.of(number), Operator.TIMES, formula);
  }

  /** What a minus stands before, if one does. */
  private static Optional<Formula> signed(Formula formula) {
    return formula instanceof Formula.Operation(Operator sign, List<Formula> inside)
            && sign == Operator.NEGATE
        ? Optional.of(inside.getFirst())
        : Optional.empty();
  }

  private static Formula quotient(Formula formula, Formula first, Formula last) {
    if (first instanceof Formula.Figure(double a) && last instanceof Formula.Figure(double b)) {
      return Formula.of(a / b);
    }
    if (is(last, 1)) {
      return first;
    }
    return signed(first)
        .map(bare -> Formula.of(Operator.NEGATE, Formula.of(bare, Operator.OVER, last)))
        .orElse(formula);
  }

  private static Formula power(Formula formula, Formula first, Formula last) {
    return is(last, 1) ? first : is(last, 0) ? Formula.of(1) : formula;
  }

  private static Formula negative(Formula formula, Formula operand) {
    if (operand instanceof Formula.Figure(double number)) {
      return Formula.of(-number);
    }
    return signed(operand).orElse(formula);
  }

  private static boolean is(Formula formula, double number) {
    return formula instanceof Formula.Figure(double value) && value == number;
  }
}
