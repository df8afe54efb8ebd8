// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

/** What joins the operands of a formula. */
public enum Operator {
  /** a &lt; b. */
  LESS(" < ", Level.COMPARISON),
  /** a &lt;= b. */
  LESS_EQUAL(" <= ", Level.COMPARISON),
  /** a == b. */
  EQUAL(" == ", Level.COMPARISON),
  /** a + b. */
  PLUS(" + ", Level.SUM),
  /** a - b. */
  MINUS(" - ", Level.SUM),
  /** a times b, both numbers. */
  TIMES(" * ", Level.PRODUCT),
  /** a times b, element by element. */
  TIMES_ELEMENTS(" * ", Level.PRODUCT),
  /** The matrix product. */
  MATMUL(" @ ", Level.PRODUCT),
  /** a / b. */
  OVER(" / ", Level.PRODUCT),
  /** -a. */
  NEGATE("-", Level.SIGN),
  /** a to the power b. */
  POWER("^", Level.POWER),
  /** a transposed. */
  TRANSPOSE("^T", Level.POWER);

  /** How tightly an operator binds its operands. */
  enum Level {
    EQUALITY,
    COMPARISON,
    SUM,
    PRODUCT,
    SIGN,
    POWER,
    ATOM;

    boolean isLooserThan(Level other) {
      return compareTo(other) < 0;
    }

    Level tighter() {
      return switch (this) {
        case EQUALITY -> COMPARISON;
        case COMPARISON -> SUM;
        case SUM -> PRODUCT;
        case PRODUCT -> SIGN;
        case SIGN -> POWER;
        case POWER, ATOM -> ATOM;
      };
    }
  }

  private final String sign;
  private final Level level;

  Operator(String sign, Level level) {
    this.sign = sign;
    this.level = level;
  }

  /** Whether the left operand is a matrix product and this none, or the other way round. */
  boolean mixesWith(Formula left) {
    return level == Level.PRODUCT
        && left instanceof Formula.Operation operation
        && operation.operator().level() == Level.PRODUCT
        && (operation.operator() == MATMUL) != (this == MATMUL);
  }

  /** What stands between the operands in plain text, blanks included. */
  String sign() {
    return sign;
  }

  Level level() {
    return level;
  }
}
