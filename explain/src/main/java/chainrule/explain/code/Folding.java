// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Interpreter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the numbers that belong to a gate into its program and works out what follows of them. */
final class Folding {

  private final Map<Integer, Double> numbers;

  /** With the inputs that are numbers. */
  Folding(Map<Integer, Double> numbers) {
    this.numbers = numbers;
  }

  /** The program without what is known. */
  Expr of(Expr expr) {
    if (expr instanceof Expr.Input(int index) && numbers.containsKey(index)) {
      return Expr.of(numbers.getOrDefault(index, 0.0));
    }
    if (!(expr instanceof Expr.Apply(Code code, List<Expr> operands))) {
      return expr;
    }
    List<Expr> inner = operands.stream().map(this::of).toList();
    Expr folded = new Expr.Apply(code, inner);
    if (code == Code.CHOOSE) {
      return known(inner.getFirst()).map(value -> inner.get(value != 0 ? 1 : 2)).orElse(folded);
    }
    return folded.isCondition() ? folded : known(folded).map(Expr::of).orElse(folded);
  }

  /** The value of a program that reads nothing; a condition as 1 or 0. */
  private static Optional<Double> known(Expr expr) {
    if (expr instanceof Expr.Constant(double value)) {
      return Optional.of(value);
    }
    if (!(expr instanceof Expr.Apply(Code code, List<Expr> operands))) {
      return Optional.empty();
    }
    double[] values = new double[3];
    for (int k = 0; k < operands.size(); k++) {
      Optional<Double> operand = known(operands.get(k));
      if (operand.isEmpty()) {
        return Optional.empty();
      }
      values[k] = operand.get();
    }
    return Optional.of(Interpreter.apply(code, DType.F64, values[0], values[1], values[2]));
  }
}
