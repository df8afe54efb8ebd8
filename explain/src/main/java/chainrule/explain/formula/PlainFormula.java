// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.explain.formula.Operator.Level;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Writes formulas as the expression language does: {@code f = q * z = 3 * -4 = -12}. */
public final class PlainFormula {

  private final DoubleFunction<String> numbers;

  /**
   * A writer.
   *
   * @param numbers how a number is written
   */
  public PlainFormula(DoubleFunction<String> numbers) {
    this.numbers = numbers;
  }

  /** The formula, in characters of ASCII unless a name has others. */
  public String of(Formula formula) {
    return write(formula, Level.EQUALITY);
  }

  private String write(Formula formula, Level around) {
    return switch (formula) {
      case Formula.Name(String id) -> id;
      case Formula.Derivative(String of, String by) -> small(of) + "/" + small(by);
      case Formula.Gradient(String by) -> small(by);
      case Formula.Figure(double value) -> number(value, around);
      case Formula.Value(Tensor tensor) -> value(tensor, around);
      case Formula.Operation operation -> operation(operation, around);
      case Formula.Call(String function, List<Formula> arguments) ->
          function + joined("(", ", ", arguments, ")");
      case Formula.Choice(Formula condition, Formula yes, Formula no) ->
          "(" + of(condition) + " ? " + of(yes) + " : " + of(no) + ")";
      case Formula.Equality(List<Formula> sides) -> joined("", " = ", sides, "");
    };
  }

  private String joined(String before, String between, List<Formula> parts, String after) {
    return parts.stream().map(this::of).collect(Collectors.joining(between, before, after));
  }

  private String operation(Formula.Operation operation, Level around) {
    Operator operator = operation.operator();
    Formula first = operation.operands().getFirst();
    Level level = operator.level();
    String text =
        switch (operator) {
          case NEGATE -> negative(write(first, Level.PRODUCT));
          case TRANSPOSE -> write(first, Level.ATOM) + operator.sign();
          case POWER ->
              write(first, Level.ATOM)
                  + operator.sign()
                  + write(operation.operands().getLast(), Level.SIGN);
          default ->
              write(first, operator.mixesWith(first) ? Level.ATOM : level)
                  + operator.sign()
                  + write(operation.operands().getLast(), level.tighter());
        };
    return level.isLooserThan(around) ? "(" + text + ")" : text;
  }

  private static String negative(String text) {
    return text.startsWith("-") ? "-(" + text + ")" : "-" + text;
  }

  /** A negative number stands without parentheses but as the base of a power. */
  private String number(double value, Level around) {
    String text = numbers.apply(value);
    return text.startsWith("-") && around == Level.ATOM ? "(" + text + ")" : text;
  }

  private String value(Tensor tensor, Level around) {
    if (tensor.rank() == 0) {
      return number(tensor.item(), around);
    }
    StringBuilder text = new StringBuilder();
    write(tensor, 0, new long[tensor.rank()], text);
    return text.toString();
  }

  private void write(Tensor tensor, int axis, long[] index, StringBuilder text) {
    if (axis == index.length) {
      text.append(numbers.apply(tensor.get(index)));
      return;
    }
    text.append('[');
    for (long i = 0; i < tensor.size(axis); i++) {
      text.append(i == 0 ? "" : ", ");
      index[axis] = i;
      write(tensor, axis + 1, index, text);
    }
    text.append(']');
  }

  /** A d before a name: together if the name is a letter with an index, apart if it is longer. */
  private static String small(String name) {
    return (name.matches("\\p{L}[0-9_]*") ? "d" : "d ") + name;
  }
}
