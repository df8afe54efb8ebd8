// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;

/** Turns the scalar program of an operation into a formula over its operands. */
final class ExprFormula {

  private final List<Formula> inputs;
  private final Formula output;
  private final Decision decision;

  /**
   * A reader.
   *
   * @param inputs what stands for the inputs
   * @param output what stands for the output
   * @param decision which conditions are known to hold or not
   */
  ExprFormula(List<Formula> inputs, Formula output, Decision decision) {
    this.inputs = inputs;
    this.output = output;
    this.decision = decision;
  }

  /** The formula, with 1 for the upstream gradient; as short as it can be. */
  Formula of(Expr expr) {
    return Shortening.of(read(expr));
  }

  /** The formula as it stands. */
  Formula asWritten(Expr expr) {
    return read(expr);
  }

  private Formula read(Expr expr) {
    return switch (expr) {
      case Expr.Constant(double value) -> Formula.of(value);
      case Expr.Input(int index) -> inputs.get(index);
      case Expr.Flag(int index) -> inputs.get(index);
      case Expr.Upstream _ -> Formula.of(1);
      case Expr.Output _ -> output;
      case Expr.Apply(Code code, List<Expr> operands) -> apply(code, operands);
    };
  }

  private Formula apply(Code code, List<Expr> operands) {
    return switch (code) {
      case ADD -> join(Operator.PLUS, operands);
      case SUBTRACT -> join(Operator.MINUS, operands);
      case MULTIPLY -> product(operands.get(0), operands.get(1));
      case DIVIDE -> join(Operator.OVER, operands);
      case POW -> join(Operator.POWER, operands);
      case LESS -> join(Operator.LESS, operands);
      case LESS_EQUAL -> join(Operator.LESS_EQUAL, operands);
      case EQUAL -> join(Operator.EQUAL, operands);
      case NEGATE -> Formula.of(Operator.NEGATE, read(operands.getFirst()));
      case FMA ->
          Formula.of(
              product(operands.get(0), operands.get(1)), Operator.PLUS, read(operands.get(2)));
      case MAXIMUM -> call("max", operands);
      case MINIMUM -> call("min", operands);
      case CHOOSE -> choose(operands);
      default -> call(code.symbol(), operands);
    };
  }

  private Formula join(Operator operator, List<Expr> operands) {
    return Formula.of(read(operands.get(0)), operator, read(operands.get(1)));
  }

  private Formula product(Expr left, Expr right) {
    return left.equals(right)
        ? Formula.of(read(left), Operator.POWER, Formula.of(2))
        : Formula.of(read(left), Operator.TIMES, read(right));
  }

  private Formula call(String function, List<Expr> operands) {
    return new Formula.Call(function, operands.stream().map(this::read).toList());
  }

  private Formula choose(List<Expr> operands) {
    return switch (decision.of(operands.get(0))) {
      case YES -> read(operands.get(1));
      case NO -> read(operands.get(2));
      case OPEN ->
          new Formula.Choice(read(operands.get(0)), read(operands.get(1)), read(operands.get(2)));
    };
  }
}
