// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.OptionalDouble;

/** Decides the conditions of a scalar program as far as its numbers are known. */
final class Decision {

  /** What is known of a condition. */
  enum Answer {
    YES,
    NO,
    OPEN;

    static Answer of(boolean holds) {
      return holds ? YES : NO;
    }
  }

  private final List<OptionalDouble> inputs;
  private final OptionalDouble output;

  /**
   * What is known.
   *
   * @param inputs the numbers at the inputs
   * @param output the number at the output
   */
  Decision(List<OptionalDouble> inputs, OptionalDouble output) {
    this.inputs = inputs;
    this.output = output;
  }

  Answer of(Expr condition) {
    if (condition instanceof Expr.Flag(int index)) {
      OptionalDouble flag = inputs.get(index);
      return flag.isEmpty() ? Answer.OPEN : Answer.of(flag.getAsDouble() != 0);
    }
    if (condition instanceof Expr.Apply apply) {
      List<Expr> operands = apply.operands();
      return switch (apply.code()) {
        case AND -> and(of(operands.get(0)), of(operands.get(1)));
        case OR -> not(and(not(of(operands.get(0))), not(of(operands.get(1)))));
        case NOT -> not(of(operands.getFirst()));
        default -> comparison(apply.code(), operands);
      };
    }
    return Answer.OPEN;
  }

  private static Answer and(Answer one, Answer other) {
    if (one == Answer.NO || other == Answer.NO) {
      return Answer.NO;
    }
    return one == Answer.YES && other == Answer.YES ? Answer.YES : Answer.OPEN;
  }

  private static Answer not(Answer answer) {
    return switch (answer) {
      case YES -> Answer.NO;
      case NO -> Answer.YES;
      case OPEN -> Answer.OPEN;
    };
  }

  private Answer comparison(Code code, List<Expr> operands) {
    OptionalDouble left = number(operands.getFirst());
    OptionalDouble right = number(operands.getLast());
    if (left.isEmpty() || right.isEmpty()) {
      return Answer.OPEN;
    }
    double one = left.getAsDouble();
    double other = right.getAsDouble();
    return switch (code) {
      case LESS -> Answer.of(one < other);
      case LESS_EQUAL -> Answer.of(one <= other);
      case EQUAL -> Answer.of(one == other);
      default -> Answer.OPEN;
    };
  }

  private OptionalDouble number(Expr expr) {
    return switch (expr) {
      case Expr.Constant(double value) -> OptionalDouble.of(value);
      case Expr.Input(int index) -> inputs.get(index);
      case Expr.Output _ -> output;
      default -> OptionalDouble.empty();
    };
  }
}
