// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.explain.formula.Operator.Level;
import chainrule.explain.text.LatexNames;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes formulas for the mathematics of LaTeX with amsmath. */
public final class LatexFormula {

  private final DoubleFunction<String> numbers;

  /**
   * A writer.
   *
   * @param numbers how a number is written in plain text
   */
  public LatexFormula(DoubleFunction<String> numbers) {
    this.numbers = numbers;
  }

  /** The formula, for a place where mathematics stand. */
  public String of(Formula formula) {
    return write(formula, Level.EQUALITY);
  }

  private String write(Formula formula, Level around) {
    return switch (formula) {
      case Formula.Name(String id) -> LatexNames.of(id);
      case Formula.Derivative(String of, String by) ->
          "\\frac{\\partial " + LatexNames.of(of) + "}{\\partial " + LatexNames.of(by) + "}";
      case Formula.Gradient(String by) -> "\\mathrm{d}" + LatexNames.of(by);
      case Formula.Figure(double value) -> number(value, around);
      case Formula.Value(Tensor tensor) -> value(tensor, around);
      case Formula.Operation operation -> operation(operation, around);
      case Formula.Call(String function, List<Formula> arguments) -> call(function, arguments);
      case Formula.Choice(Formula condition, Formula yes, Formula no) ->
          "\\begin{cases} "
              + of(yes)
              + " & "
              + of(condition)
              + " \\\\ "
              + of(no)
              + " & "
              + otherwise(condition)
              + " \\end{cases}";
      case Formula.Equality(List<Formula> sides) -> joined(sides, " = ");
    };
  }

  /** What holds where a condition does not. */
  private String otherwise(Formula condition) {
    String sign =
        condition instanceof Formula.Operation operation
            ? switch (operation.operator()) {
              case LESS -> " \\ge ";
              case LESS_EQUAL -> " > ";
              case EQUAL -> " \\ne ";
              default -> "";
            }
            : "";
    return sign.isEmpty()
        ? "\\lnot " + write(condition, Level.ATOM)
        : joined(((Formula.Operation) condition).operands(), sign);
  }

  private String joined(List<Formula> parts, String between) {
    return parts.stream().map(this::of).collect(Collectors.joining(between));
  }

  private String call(String function, List<Formula> arguments) {
    String inside = joined(arguments, ", ");
    return switch (function) {
      case "exp" -> "e^{" + inside + "}";
      case "sqrt" -> "\\sqrt{" + inside + "}";
      case "abs" -> "\\left|" + inside + "\\right|";
      default -> function(function) + "\\left(" + inside + "\\right)";
    };
  }

  /** A derivative has a dash behind the name of its function. */
  private static String function(String name) {
    return name.endsWith("'")
        ? LatexNames.function(name.substring(0, name.length() - 1)) + "'"
        : LatexNames.function(name);
  }

  private String operation(Formula.Operation operation, Level around) {
    Operator operator = operation.operator();
    Formula first = operation.operands().getFirst();
    Formula last = operation.operands().getLast();
    Level level = operator.level();
    String text =
        switch (operator) {
          case OVER -> "\\frac{" + of(first) + "}{" + of(last) + "}";
          case POWER -> base(first) + "^{" + of(last) + "}";
          case TRANSPOSE -> base(first) + "^{\\top}";
          case NEGATE -> "-" + write(first, Level.PRODUCT);
          default ->
              write(first, operator.mixesWith(first) ? Level.ATOM : level)
                  + sign(operator)
                  + write(last, level.tighter());
        };
    boolean stands = operator == Operator.OVER;
    return !stands && level.isLooserThan(around) ? parentheses(text) : text;
  }

  /** A fraction or a function raised needs parentheses, as a sum does. */
  private String base(Formula formula) {
    boolean simple =
        formula instanceof Formula.Name || formula instanceof Formula.Gradient || isShort(formula);
    return simple ? write(formula, Level.ATOM) : parentheses(of(formula));
  }

  private static boolean isShort(Formula formula) {
    return (formula instanceof Formula.Figure(double value) && value >= 0)
        || (formula instanceof Formula.Value(Tensor tensor) && tensor.rank() > 0);
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case LESS_EQUAL -> " \\le ";
      case EQUAL -> " = ";
      case TIMES -> " \\cdot ";
      case TIMES_ELEMENTS -> " \\odot ";
      case MATMUL -> " \\, ";
      default -> operator.sign();
    };
  }

  /** A negative number stands in parentheses behind an operator. */
  private String number(double value, Level around) {
    String text = number(value);
    boolean bare = around == Level.EQUALITY || around == Level.SUM || around == Level.COMPARISON;
    return text.startsWith("-") && !bare ? parentheses(text) : text;
  }

  private String number(double value) {
    if (Double.isNaN(value)) {
      return "\\mathrm{NaN}";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "\\infty" : "-\\infty";
    }
    String text = numbers.apply(value);
    int exponent = text.indexOf('e');
    return exponent < 0
        ? text
        : text.substring(0, exponent) + " \\cdot 10^{" + text.substring(exponent + 1) + "}";
  }

  private String value(Tensor tensor, Level around) {
    if (tensor.rank() == 0) {
      return number(tensor.item(), around);
    }
    if (tensor.rank() > 2) {
      return LatexNames.text(new PlainFormula(numbers).of(new Formula.Value(tensor)));
    }
    String rows =
        tensor.rank() == 1
            ? row(tensor)
            : LongStream.range(0, tensor.size(0))
                .mapToObj(i -> row(tensor, i))
                .collect(Collectors.joining(" \\\\ "));
    return "\\begin{bmatrix} " + rows + " \\end{bmatrix}";
  }

  private String row(Tensor tensor, long... before) {
    return LongStream.range(0, tensor.size(-1))
        .mapToObj(i ->
            number(
                tensor.get(LongStream.concat(LongStream.of(before), LongStream.of(i)).toArray())))
        .collect(Collectors.joining(" & "));
  }

  private static String parentheses(String text) {
    return "\\left(" + text + "\\right)";
  }
}
