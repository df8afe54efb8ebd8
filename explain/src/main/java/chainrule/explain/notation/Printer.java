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
import chainrule.explain.notation.Term.Option;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes terms as canonical text: one space around + - * / @, parentheses where they are needed.
 */
final class Printer {

  /** Whole numbers below this are written without an exponent. */
  private static final double PLAIN_BELOW = 1e15;

  private static final double PLAIN_FROM = 1e-5;

  /** How strongly a term binds; what binds less than its place demands stands in parentheses. */
  private enum Binding {
    COMPARISON,
    SUM,
    PRODUCT,
    SIGNED,
    POWER,
    TRANSPOSED,
    OPERAND
  }

  /** A term that is still to be written, and how strongly its place binds. */
  private record Part(Term term, Binding least) {}

  private Printer() {}

  static String text(Term term) {
    StringBuilder text = new StringBuilder();
    Deque<Object> open = new ArrayDeque<>();
    open.push(new Part(term, Binding.COMPARISON));
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof Part part) {
        parts(part).reversed().forEach(open::push);
      } else {
        text.append(next);
      }
    }
    return text.toString();
  }

  /** Text and smaller parts, in order. */
  private static List<Object> parts(Part part) {
    Term term = part.term();
    List<Object> parts =
        switch (term) {
          case Literal literal -> List.of(number(literal.value()));
          case Name name -> List.of(name.name());
          case Matrix matrix -> list("[", matrix.elements(), List.of(), "]");
          case Negation negation -> List.of("-", new Part(negation.operand(), Binding.SIGNED));
          case Transposition transposition ->
              List.of(new Part(transposition.operand(), Binding.OPERAND), "'");
          case Power power ->
              List.of(
                  new Part(power.base(), Binding.TRANSPOSED),
                  "^",
                  new Part(power.exponent(), Binding.SIGNED));
          case Chain chain -> chain(chain);
          case Comparison comparison ->
              List.of(
                  new Part(comparison.left(), Binding.SUM),
                  " " + comparison.comparator().symbol() + " ",
                  new Part(comparison.right(), Binding.SUM));
          case Application application ->
              list(
                  application.function() + "(",
                  application.arguments(),
                  application.options(),
                  ")");
        };
    return binding(term).compareTo(part.least()) < 0 ? enclosed(parts) : parts;
  }

  private static List<Object> enclosed(List<Object> parts) {
    List<Object> enclosed = new ArrayList<>(parts);
    enclosed.addFirst("(");
    enclosed.addLast(")");
    return enclosed;
  }

  private static List<Object> chain(Chain chain) {
    Binding least = chain.isSum() ? Binding.PRODUCT : Binding.SIGNED;
    List<Object> parts = new ArrayList<>();
    parts.add(new Part(chain.first(), least));
    for (Link link : chain.links()) {
      parts.add(" " + link.operator().symbol() + " ");
      parts.add(new Part(link.operand(), least));
    }
    return parts;
  }

  private static List<Object> list(
      String open, List<Term> terms, List<Option> options, String close) {
    List<Object> parts = new ArrayList<>();
    for (Term term : terms) {
      parts.add(", ");
      parts.add(new Part(term, Binding.COMPARISON));
    }
    for (Option option : options) {
      parts.add(", " + option.name() + "=");
      parts.add(new Part(option.value(), Binding.SUM));
    }
    if (!parts.isEmpty()) {
      parts.set(0, ((String) parts.getFirst()).substring(2));
    }
    parts.addFirst(open);
    parts.addLast(close);
    return parts;
  }

  private static Binding binding(Term term) {
    return switch (term) {
      case Comparison _ -> Binding.COMPARISON;
      case Chain chain -> chain.isSum() ? Binding.SUM : Binding.PRODUCT;
      case Negation _ -> Binding.SIGNED;
      case Power _ -> Binding.POWER;
      case Transposition _ -> Binding.TRANSPOSED;
      case Literal _, Name _, Matrix _, Application _ -> Binding.OPERAND;
    };
  }

  /** A number with the fewest digits that give the same bits again. */
  static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == StrictMath.rint(value) && size < PLAIN_BELOW) {
      return value == 0 ? "0" : Long.toString((long) value);
    }
    return size >= PLAIN_FROM && size < PLAIN_BELOW
        ? new BigDecimal(Double.toString(value)).toPlainString()
        : Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }
}
