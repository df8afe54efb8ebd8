// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import chainrule.error.ArgumentException;
import java.util.List;

/**
 * A scalar program: the value or the gradient of an elementwise operation, written once.
 *
 * <p>From it come the interpreted value, the plain loop, the vector loop and the formula shown. A
 * node is a number or a condition ({@link #isCondition()}); nodes are immutable and may be shared.
 */
public sealed interface Expr {

  /** A number written in the program, rounded to the element type when it runs. */
  record Constant(double value) implements Expr {}

  /** The input with an index from 0, a number. */
  record Input(int index) implements Expr {}

  /** The input with an index from 0, a condition. */
  record Flag(int index) implements Expr {}

  /** The gradient at the output. */
  record Upstream() implements Expr {}

  /** The value of the operation. */
  record Output() implements Expr {}

  /** A code applied to operands. */
  record Apply(Code code, List<Expr> operands) implements Expr {
    /**
     * Checks the number and the kinds of the operands.
     *
     * @throws ArgumentException if they do not suit the code
     */
    public Apply {
      operands = List.copyOf(operands);
      if (operands.size() != code.arity()) {
        throw new ArgumentException(
            code.symbol() + ": " + operands.size() + " operands; needs " + code.arity());
      }
      for (int operand = 0; operand < operands.size(); operand++) {
        if (operands.get(operand).isCondition() != code.takesCondition(operand)) {
          throw new ArgumentException(
              code.symbol()
                  + ": operand "
                  + operand
                  + " is "
                  + (code.takesCondition(operand)
                      ? "a number; needs a condition"
                      : "a condition; needs a number"));
        }
      }
    }
  }

  /** A code applied to operands. */
  static Expr of(Code code, Expr... operands) {
    return new Apply(code, List.of(operands));
  }

  /** A number. */
  static Expr of(double value) {
    return new Constant(value);
  }

  /** A condition given as an input. */
  static Expr flag(int index) {
    return new Flag(index);
  }

  /** {@code yes} where the condition holds, {@code no} elsewhere; the other is not looked at. */
  static Expr choose(Expr condition, Expr yes, Expr no) {
    return of(Code.CHOOSE, condition, yes, no);
  }

  /** Whether this is a condition rather than a number. */
  default boolean isCondition() {
    return this instanceof Flag || (this instanceof Apply apply && apply.code().isCondition());
  }

  /** this + y. */
  default Expr plus(Expr y) {
    return of(Code.ADD, this, y);
  }

  /** this + y. */
  default Expr plus(double y) {
    return plus(of(y));
  }

  /** this - y. */
  default Expr minus(Expr y) {
    return of(Code.SUBTRACT, this, y);
  }

  /** this - y. */
  default Expr minus(double y) {
    return minus(of(y));
  }

  /** this * y. */
  default Expr times(Expr y) {
    return of(Code.MULTIPLY, this, y);
  }

  /** this * y. */
  default Expr times(double y) {
    return times(of(y));
  }

  /** this / y. */
  default Expr over(Expr y) {
    return of(Code.DIVIDE, this, y);
  }

  /** this / y. */
  default Expr over(double y) {
    return over(of(y));
  }

  /** this * y + z, rounded once. */
  default Expr fma(Expr y, Expr z) {
    return of(Code.FMA, this, y, z);
  }

  /** this * y + z, rounded once. */
  default Expr fma(Expr y, double z) {
    return fma(y, of(z));
  }

  /** -this. */
  default Expr negate() {
    return of(Code.NEGATE, this);
  }

  /** A code with one operand, applied to this. */
  default Expr then(Code code) {
    return of(code, this);
  }

  /** this &lt; y. */
  default Expr less(Expr y) {
    return of(Code.LESS, this, y);
  }

  /** this &lt; y. */
  default Expr less(double y) {
    return less(of(y));
  }

  /** this &lt;= y. */
  default Expr lessEqual(Expr y) {
    return of(Code.LESS_EQUAL, this, y);
  }

  /** this == y. */
  default Expr equal(Expr y) {
    return of(Code.EQUAL, this, y);
  }

  /** this == y. */
  default Expr equal(double y) {
    return equal(of(y));
  }

  /** Whether this is NaN. */
  default Expr isNan() {
    return of(Code.NOT, equal(this));
  }

  /** Both this condition and another. */
  default Expr and(Expr y) {
    return of(Code.AND, this, y);
  }

  /** This condition, or another. */
  default Expr or(Expr y) {
    return of(Code.OR, this, y);
  }

  /** The formula with as few parentheses as it needs, such as {@code g * (1 - out)}. */
  default String formula() {
    return Formula.of(this);
  }
}
