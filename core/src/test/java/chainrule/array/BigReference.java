// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.math.BigDecimal;
import java.math.MathContext;

/** The elementary functions in 120 decimal digits, by their definitions: slow and plain. */
final class BigReference {

  private static final MathContext DIGITS = new MathContext(120);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal LN2 = nearOne(TWO);
  private static final BigDecimal PI =
      arcTangent(5)
          .multiply(BigDecimal.valueOf(16))
          .subtract(arcTangent(239).multiply(BigDecimal.valueOf(4)));

  private BigReference() {}

  static BigDecimal of(Code code, double argument) {
    BigDecimal x = new BigDecimal(argument);
    BigDecimal exp = exp(code == Code.TANH ? x.multiply(TWO) : x);
    return switch (code) {
      case EXP -> exp;
      case EXPM1 -> exp.subtract(ONE);
      case LOG -> log(x);
      case LOG1P -> log(x.add(ONE));
      case TANH -> exp.subtract(ONE).divide(exp.add(ONE), DIGITS);
      case SIGMOID -> exp.divide(exp.add(ONE), DIGITS);
      case SOFTPLUS -> log(exp.add(ONE));
      case ERF -> erf(x);
      default -> throw new AssertionError(code);
    };
  }

  /** The Taylor series of x / 2^20, squared twenty times. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal part = x.divide(TWO.pow(20), DIGITS);
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int n = 1; n < 60; n++) {
      term = term.multiply(part).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum.pow(1 << 20, DIGITS);
  }

  private static BigDecimal log(BigDecimal x) {
    int k = 0;
    BigDecimal part = x.round(DIGITS);
    for (; part.doubleValue() > 1.5; k++) {
      part = part.divide(TWO, DIGITS);
    }
    for (; part.doubleValue() < 0.75; k--) {
      part = part.multiply(TWO);
    }
    return nearOne(part).add(LN2.multiply(BigDecimal.valueOf(k)), DIGITS);
  }

  /** log x = 2 artanh s, s = (x - 1) / (x + 1). */
  private static BigDecimal nearOne(BigDecimal x) {
    BigDecimal s = x.subtract(ONE).divide(x.add(ONE), DIGITS);
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s;
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 260; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.multiply(TWO);
  }

  /** 2 / sqrt(pi) times the sum of (-1)^n x^(2 n + 1) / (n! (2 n + 1)). */
  private static BigDecimal erf(BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS).negate();
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; n < 300; n++) {
      power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    return sum.multiply(TWO).divide(PI.sqrt(DIGITS), DIGITS);
  }

  /** arctan(1 / n), for pi by Machin's formula. */
  private static BigDecimal arcTangent(int n) {
    BigDecimal square = BigDecimal.valueOf(-(long) n * n);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), DIGITS);
    BigDecimal sum = power;
    for (int k = 3; k < 200; k += 2) {
      power = power.divide(square, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
    }
    return sum;
  }
}
