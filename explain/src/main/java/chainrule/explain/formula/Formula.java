// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A formula, and the numbers that were put into it. Every number that is told is in one of these,
 * unrounded.
 */
public sealed interface Formula {

  /**
   * A value, by the name of its node.
   *
   * @param id the node
   */
  record Name(String id) implements Formula {}

  /**
   * The derivative of one node by another, as in df/dx.
   *
   * @param of what is differentiated
   * @param by what changes
   */
  record Derivative(String of, String by) implements Formula {}

  /**
   * The gradient at a node by its short name, as in dx.
   *
   * @param by the node
   */
  record Gradient(String by) implements Formula {}

  /**
   * A number.
   *
   * @param value not rounded
   */
  record Figure(double value) implements Formula {}

  /**
   * The elements of a tensor.
   *
   * @param tensor a few numbers, or one
   */
  record Value(Tensor tensor) implements Formula {}

  /**
   * An operator between its operands.
   *
   * @param operator what is done
   * @param operands one or two
   */
  record Operation(Operator operator, List<Formula> operands) implements Formula {
    /** Keeps its own copy of the operands. */
    public Operation {
      operands = List.copyOf(operands);
    }
  }

  /**
   * A function of its arguments.
   *
   * @param function its name
   * @param arguments in parentheses
   */
  record Call(String function, List<Formula> arguments) implements Formula {
    /** Keeps its own copy of the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * One of two formulas.
   *
   * @param condition what decides
   * @param yes where it holds
   * @param no where it does not
   */
  record Choice(Formula condition, Formula yes, Formula no) implements Formula {}

  /**
   * Several forms of the same number, as in q = x + y = 3.
   *
   * @param sides from the name to the number
   */
  record Equality(List<Formula> sides) implements Formula {
    /** Keeps its own copy of the sides. */
    public Equality {
      sides = List.copyOf(sides);
    }
  }

  /** An operator between two operands. */
  static Formula of(Formula left, Operator operator, Formula right) {
    return new Operation(operator, List.of(left, right));
  }

  /** An operator with one operand. */
  static Formula of(Operator operator, Formula operand) {
    return new Operation(operator, List.of(operand));
  }

  /** A function of its arguments. */
  static Formula call(String function, Formula... arguments) {
    return new Call(function, List.of(arguments));
  }

  /** A number. */
  static Formula of(double value) {
    return new Figure(value);
  }

  /** The same with other operands; each part is replaced after the parts of it. */
  default Formula replaced(UnaryOperator<Formula> change) {
    Formula inside =
        switch (this) {
          case Operation(Operator operator, List<Formula> operands) ->
              new Operation(operator, all(operands, change));
          case Call(String function, List<Formula> arguments) ->
              new Call(function, all(arguments, change));
          case Choice(Formula condition, Formula yes, Formula no) ->
              new Choice(condition.replaced(change), yes.replaced(change), no.replaced(change));
          case Equality(List<Formula> sides) -> new Equality(all(sides, change));
          default -> this;
        };
    return change.apply(inside);
  }

  private static List<Formula> all(List<Formula> parts, UnaryOperator<Formula> change) {
    return parts.stream().map(part -> part.replaced(change)).toList();
  }
}
