// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * What a node of an {@link Expr} computes.
 *
 * <p>{@link Interpreter} gives each code its meaning in F32 and F64; every compiled form yields the
 * same bits. NaN results are equal whatever their payload.
 */
public enum Code {
  /** x + y. */
  ADD(Kind.ARITHMETIC, 2, "+"),
  /** x - y. */
  SUBTRACT(Kind.ARITHMETIC, 2, "-"),
  /** x * y. */
  MULTIPLY(Kind.ARITHMETIC, 2, "*"),
  /** x / y. */
  DIVIDE(Kind.ARITHMETIC, 2, "/"),
  /** x * y + z, rounded once. */
  FMA(Kind.ARITHMETIC, 3, "fma"),
  /** -x. */
  NEGATE(Kind.ARITHMETIC, 1, "-"),
  /** |x|. */
  ABS(Kind.ARITHMETIC, 1, "abs"),
  /** The square root, correctly rounded; NaN below zero. */
  SQRT(Kind.ARITHMETIC, 1, "sqrt"),
  /** The smaller; NaN if either is; -0 is smaller than +0. */
  MINIMUM(Kind.ARITHMETIC, 2, "minimum"),
  /** The larger; NaN if either is; +0 is larger than -0. */
  MAXIMUM(Kind.ARITHMETIC, 2, "maximum"),

  /** The nearest integer, halves to even, the sign of zero kept. */
  ROUND(Kind.ROUNDING, 1, "round"),
  /** The largest integer not above x. */
  FLOOR(Kind.ROUNDING, 1, "floor"),
  /** The smallest integer not below x. */
  CEIL(Kind.ROUNDING, 1, "ceil"),
  /** x without its fraction. */
  TRUNCATE(Kind.ROUNDING, 1, "trunc"),

  /** 2^x for an integer x whose power is a normal number; unspecified for others. */
  POWER_OF_TWO(Kind.BITS, 1, "pow2"),
  /** floor(log2 x) of a positive normal x; unspecified for others. */
  EXPONENT(Kind.BITS, 1, "exponent"),
  /** x / 2^exponent(x), in [1, 2), of a positive normal x; unspecified for others. */
  SIGNIFICAND(Kind.BITS, 1, "significand"),
  /** |x| with the sign of y; a NaN y counts as positive. */
  COPY_SIGN(Kind.BITS, 2, "copysign"),

  /** e^x. */
  EXP(Kind.ELEMENTARY, 1, "exp"),
  /** e^x - 1. */
  EXPM1(Kind.ELEMENTARY, 1, "expm1"),
  /** The natural logarithm; -inf at zero, NaN below. */
  LOG(Kind.ELEMENTARY, 1, "log"),
  /** log(1 + x). */
  LOG1P(Kind.ELEMENTARY, 1, "log1p"),
  /** The hyperbolic tangent. */
  TANH(Kind.ELEMENTARY, 1, "tanh"),
  /** 1 / (1 + e^-x). */
  SIGMOID(Kind.ELEMENTARY, 1, "sigmoid"),
  /** log(1 + e^x). */
  SOFTPLUS(Kind.ELEMENTARY, 1, "softplus"),
  /** The error function. */
  ERF(Kind.ELEMENTARY, 1, "erf"),

  /** The sine, x in radians. */
  SIN(Kind.STRICT, 1, "sin"),
  /** The cosine, x in radians. */
  COS(Kind.STRICT, 1, "cos"),
  /** The tangent, x in radians. */
  TAN(Kind.STRICT, 1, "tan"),
  /** The arc tangent, in radians. */
  ATAN(Kind.STRICT, 1, "atan"),
  /** x to the power y. */
  POW(Kind.STRICT, 2, "pow"),

  /** {@code x < y}; false if either is NaN. */
  LESS(Kind.COMPARISON, 2, "<"),
  /** {@code x <= y}; false if either is NaN. */
  LESS_EQUAL(Kind.COMPARISON, 2, "<="),
  /** {@code x == y}; false if either is NaN; zeros are equal. */
  EQUAL(Kind.COMPARISON, 2, "=="),
  /** Both conditions. */
  AND(Kind.LOGIC, 2, "and"),
  /** Either condition. */
  OR(Kind.LOGIC, 2, "or"),
  /** The condition does not hold. */
  NOT(Kind.LOGIC, 1, "not"),
  /** y where the condition x holds, z where it does not. */
  CHOOSE(Kind.CHOICE, 3, "choose");

  /** Groups of codes that evaluators treat alike. */
  public enum Kind {
    /** IEEE 754 operations, correctly rounded. */
    ARITHMETIC,
    /** To integers, exact. */
    ROUNDING,
    /** On the parts of the representation. */
    BITS,
    /** Own kernels: {@link Elementary} rewrites them in the kinds above. */
    ELEMENTARY,
    /** Calls {@link StrictMath} in F64 and rounds. */
    STRICT,
    /** Two numbers to a condition. */
    COMPARISON,
    /** Conditions to a condition. */
    LOGIC,
    /** A condition and two numbers to a number. */
    CHOICE
  }

  private final Kind kind;
  private final int arity;
  private final String symbol;

  Code(Kind kind, int arity, String symbol) {
    this.kind = kind;
    this.arity = arity;
    this.symbol = symbol;
  }

  /** The group the code belongs to. */
  public Kind kind() {
    return kind;
  }

  /** The number of operands. */
  public int arity() {
    return arity;
  }

  /** The sign or name used in formulas. */
  public String symbol() {
    return symbol;
  }

  /** Whether the result is a condition rather than a number. */
  public boolean isCondition() {
    return kind == Kind.COMPARISON || kind == Kind.LOGIC;
  }

  /** Whether an operand must be a condition. */
  boolean takesCondition(int operand) {
    return kind == Kind.LOGIC || (kind == Kind.CHOICE && operand == 0);
  }
}
