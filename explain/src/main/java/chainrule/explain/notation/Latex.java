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
import chainrule.explain.notation.Term.Operator;
import chainrule.explain.notation.Term.Power;
import chainrule.explain.notation.Term.Transposition;
import chainrule.explain.text.LatexNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes terms in LaTeX, for mathematics mode, with the commands of amsmath. */
final class Latex {

  /** How strongly what is written binds. */
  private enum Binding {
    COMPARISON,
    SUM,
    PRODUCT,
    SIGNED,
    OPERAND,
    ATOM
  }

  private record Written(String text, Binding binding) {
    /** The text, in parentheses if it binds less than its place demands. */
    String at(Binding least) {
      return binding.compareTo(least) < 0 ? "\\left(" + text + "\\right)" : text;
    }
  }

  private static final Map<Term.Comparator, String> COMPARATORS =
      Map.of(
          Term.Comparator.LESS, "<",
          Term.Comparator.LESS_EQUAL, "\\le",
          Term.Comparator.GREATER, ">",
          Term.Comparator.GREATER_EQUAL, "\\ge",
          Term.Comparator.EQUAL, "=",
          Term.Comparator.NOT_EQUAL, "\\ne");

  /** Functions with a notation of their own for this many arguments. */
  private static final Map<String, Integer> FORMULAS = Map.of("norm", 1, "transpose", 1);

  private Latex() {}

  static String of(List<Statement> statements) {
    if (statements.size() == 1) {
      return of(statements.getFirst());
    }
    return statements.stream()
        .map(statement ->
            statement.name().map(name -> LatexNames.of(name) + " &= ").orElse("&")
                + of(statement.term()))
        .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
  }

  static String of(Statement statement) {
    return statement.name().map(name -> LatexNames.of(name) + " = ").orElse("")
        + of(statement.term());
  }

  static String of(Term term) {
    Deque<Written> stack = new ArrayDeque<>();
    for (Steps step : Steps.of(term)) {
      switch (step) {
        case Steps.Make(Term made) -> stack.push(write(made, stack));
        case Steps.Join(Chain _, Link link) -> {
          Written operand = stack.pop();
          stack.push(join(stack.pop(), link.operator(), operand));
        }
      }
    }
    return stack.pop().text();
  }

  /** A term written, of its parts on the stack. */
  private static Written write(Term term, Deque<Written> parts) {
    return switch (term) {
      case Literal literal -> number(literal.value());
      case Name name -> new Written(LatexNames.of(name.name()), Binding.ATOM);
      case Matrix matrix -> new Written(matrix(matrix), Binding.ATOM);
      case Negation _ -> negated(parts.pop());
      case Transposition _ -> raised(parts.pop(), "\\top");
      case Power _ -> {
        Written exponent = parts.pop();
        yield raised(parts.pop(), exponent.text());
      }
      case Comparison comparison -> {
        Written right = parts.pop();
        String sign = " " + COMPARATORS.get(comparison.comparator()) + " ";
        yield new Written(parts.pop().text() + sign + right.text(), Binding.COMPARISON);
      }
      case Application application -> {
        List<Written> arguments = new ArrayList<>();
        application.arguments().forEach(_ -> arguments.addFirst(parts.pop()));
        yield application(application, arguments);
      }
      case Chain _ -> parts.pop();
    };
  }

  private static Written negated(Written operand) {
    return new Written("-" + operand.at(Binding.SIGNED), Binding.SIGNED);
  }

  private static Written number(double value) {
    String text = Printer.number(value);
    int exponent = text.indexOf('e');
    return exponent < 0
        ? new Written(text, Binding.ATOM)
        : new Written(
            text.substring(0, exponent) + " \\cdot 10^{" + text.substring(exponent + 1) + "}",
            Binding.PRODUCT);
  }

  private static Written raised(Written base, String exponent) {
    return new Written(base.at(Binding.ATOM) + "^{" + exponent + "}", Binding.OPERAND);
  }

  /** A quotient is a fraction of all that stands before it. */
  private static Written join(Written left, Operator operator, Written right) {
    return switch (operator) {
      case PLUS -> new Written(left.at(Binding.SUM) + " + " + after(right), Binding.SUM);
      case MINUS -> new Written(left.at(Binding.SUM) + " - " + after(right), Binding.SUM);
      case OVER ->
          new Written("\\frac{" + left.text() + "}{" + right.text() + "}", Binding.OPERAND);
      case TIMES, MATMUL -> product(left, operator, right);
    };
  }

  /** What follows a plus or a minus: neither sum nor sign. */
  private static String after(Written operand) {
    return operand.binding() == Binding.SIGNED
        ? "\\left(" + operand.text() + "\\right)"
        : operand.at(Binding.PRODUCT);
  }

  private static Written product(Written left, Operator operator, Written right) {
    String sign = operator == Operator.TIMES ? " \\cdot " : "\\,";
    return new Written(
        left.at(Binding.PRODUCT) + sign + right.at(Binding.OPERAND), Binding.PRODUCT);
  }

  /** Numbers row by row; what is deeper than a matrix as rows of rows. */
  private static String matrix(Matrix matrix) {
    boolean vector = !(matrix.elements().getFirst() instanceof Matrix);
    return matrix.elements().stream()
        .map(element -> vector ? of(element) : row(element))
        .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
  }

  private static String row(Term element) {
    return element instanceof Matrix row && !(row.elements().getFirst() instanceof Matrix)
        ? row.elements().stream().map(Latex::of).collect(Collectors.joining(" & "))
        : of(element);
  }

  // ------------------------------------------------------------------ functions

  private static Written application(Application application, List<Written> arguments) {
    if (arguments.size() > FORMULAS.getOrDefault(application.function(), Integer.MAX_VALUE)) {
      return named(application, arguments);
    }
    Written first = arguments.getFirst();
    Written last = arguments.getLast();
    return switch (application.function()) {
      case "sqrt" -> new Written("\\sqrt{" + first.text() + "}", Binding.ATOM);
      case "abs" -> fenced("\\lvert ", first, " \\rvert");
      case "norm" -> fenced("\\lVert ", first, " \\rVert");
      case "floor" -> fenced("\\lfloor ", first, " \\rfloor");
      case "ceil" -> fenced("\\lceil ", first, " \\rceil");
      case "exp" -> raised(new Written("e", Binding.ATOM), first.text());
      case "square" -> raised(first, "2");
      case "pow" -> raised(first, last.text());
      case "reciprocal" -> new Written("\\frac{1}{" + first.text() + "}", Binding.OPERAND);
      case "negate" -> negated(first);
      case "matmul" -> product(first, Operator.MATMUL, last);
      case "dot" -> product(first, Operator.TIMES, last);
      case "transpose" -> raised(first, "\\top");
      case "where" -> cases(arguments);
      default -> named(application, arguments);
    };
  }

  private static Written fenced(String open, Written inside, String close) {
    return new Written(open + inside.text() + close, Binding.ATOM);
  }

  private static Written cases(List<Written> arguments) {
    return new Written(
        "\\begin{cases} "
            + arguments.get(1).text()
            + " & "
            + arguments.get(0).text()
            + " \\\\ "
            + arguments.get(2).text()
            + " & \\text{otherwise} \\end{cases}",
        Binding.COMPARISON);
  }

  private static Written named(Application application, List<Written> arguments) {
    String inside = arguments.stream().map(Written::text).collect(Collectors.joining(", "));
    String options =
        application.options().stream()
            .map(option -> ",\\ \\text{" + option.name() + "} = " + of(option.value()))
            .collect(Collectors.joining());
    String function = LatexNames.function(application.function());
    return new Written(function + "\\left(" + inside + options + "\\right)", Binding.OPERAND);
  }
}
