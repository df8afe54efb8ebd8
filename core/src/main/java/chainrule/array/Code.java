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
  /**
   * x * 2^n where y is 1.5 * 2^p + n, p the bits of a fraction, as rounding to an integer leaves
   * it: for a normal x with a normal result; unspecified for others.
   */
  SCALE(Kind.BITS, 2, "scale"),
  /** floor(log2 x) of a positive normal x; unspecified for others. */
  EXPONENT(Kind.BITS, 1, "exponent"),
  /** x / 2^exponent(x), in [1, 2), of a positive normal x; unspecified for others. */
  SIGNIFICAND(Kind.BITS, 1, "significand"),
  /** |x| with the sign of y; a NaN y counts as positive. */
  COPY_SIGN(Kind.BITS, 2, "copysign"),

  /** e^x. */
  EXP(Kind.ELEMENTARY, 1, "exp"),
  /** 2^x. */
  EXP2(Kind.ELEMENTARY, 1, "exp2"),
  /** e^x - 1. */
  EXPM1(Kind.ELEMENTARY, 1, "expm1"),
  /** The natural logarithm; -inf at zero, NaN below. */
  LOG(Kind.ELEMENTARY, 1, "log"),
  /** The logarithm to base 2; -inf at zero, NaN below. */
  LOG2(Kind.ELEMENTARY, 1, "log2"),
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
  /** 1 - erf x, of all its digits. */
  ERFC(Kind.ELEMENTARY, 1, "erfc"),

  /** The sine, x in radians. */
  SIN(Kind.STRICT, 1, "sin"),
  /** The cosine, x in radians. */
  COS(Kind.STRICT, 1, "cos"),
  /** The tangent, x in radians. */
  TAN(Kind.STRICT, 1, "tan"),
  /** The arc sine, in radians. */
  ASIN(Kind.STRICT, 1, "asin"),
  /** The arc cosine, in radians. */
  ACOS(Kind.STRICT, 1, "acos"),
  /** The arc tangent, in radians. */
  ATAN(Kind.STRICT, 1, "atan"),
  /** The angle of the point (y, x), in radians from -pi to pi; the first operand is its height. */
  ATAN2(Kind.STRICT, 2, "atan2"),
  /** The hyperbolic sine. */
  SINH(Kind.STRICT, 1, "sinh"),
  /** The hyperbolic cosine. */
  COSH(Kind.STRICT, 1, "cosh"),
  /** The inverse of the hyperbolic sine. */
  ASINH(Kind.STRICT, 1, "asinh"),
  /** The inverse of the hyperbolic cosine. */
  ACOSH(Kind.STRICT, 1, "acosh"),
  /** The inverse of the hyperbolic tangent. */
  ATANH(Kind.STRICT, 1, "atanh"),
  /** x to the power y. */
  POW(Kind.STRICT, 2, "pow"),
  /** The cube root. */
  CBRT(Kind.STRICT, 1, "cbrt"),
  /** The square root of x^2 + y^2, which does not overflow on the way. */
  HYPOT(Kind.STRICT, 2, "hypot"),
  /** The logarithm to base 10; -inf at zero, NaN below. */
  LOG10(Kind.STRICT, 1, "log10"),
  /** x log y; 0 where x is 0 unless y is NaN. */
  XLOGY(Kind.STRICT, 2, "xlogy"),
  /** x log(1 + y); 0 where x is 0 unless y is NaN. */
  XLOG1PY(Kind.STRICT, 2, "xlog1py"),
  /** log(e^x + e^y). */
  LOGADDEXP(Kind.STRICT, 2, "logaddexp"),
  /** x less a whole number of y, of the sign of x and smaller than y; exact. */
  FMOD(Kind.STRICT, 2, "fmod"),

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
    /** Calls {@link StrictFunctions} in F64 and rounds. */
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
