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
  private static final BigDecimal PI = pi(120);

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
      case ERFC -> ONE.subtract(erf(x));
      case EXP2 -> exp(x.multiply(LN2));
      case LOG2 -> log(x).divide(LN2, DIGITS);
      case LOG10 -> log(x).divide(log(BigDecimal.TEN), DIGITS);
      case SQRT -> x.sqrt(DIGITS);
      case CBRT ->
          BigDecimal.valueOf(x.signum())
              .multiply(exp(log(x.abs()).divide(BigDecimal.valueOf(3), DIGITS)));
      case SINH -> exp.subtract(ONE.divide(exp, DIGITS)).divide(TWO);
      case COSH -> exp.add(ONE.divide(exp, DIGITS)).divide(TWO);
      case ASINH -> log(x.add(x.multiply(x).add(ONE).sqrt(DIGITS)));
      case ACOSH -> log(x.add(x.multiply(x).subtract(ONE).sqrt(DIGITS)));
      case ATANH -> log(ONE.add(x).divide(ONE.subtract(x), DIGITS)).divide(TWO);
      case SIN -> sin(x);
      case COS -> sin(x.add(PI.divide(TWO)));
      case TAN -> sin(x).divide(sin(x.add(PI.divide(TWO))), DIGITS);
      case ATAN -> atan(x);
      case ASIN -> atan(x.divide(leg(x), DIGITS));
      case ACOS -> PI.divide(TWO).subtract(atan(x.divide(leg(x), DIGITS)));
      default -> throw new AssertionError(code);
    };
  }

  static BigDecimal of(Code code, double first, double second) {
    BigDecimal x = new BigDecimal(first);
    BigDecimal y = new BigDecimal(second);
    return switch (code) {
      case POW -> exp(y.multiply(log(x)));
      case HYPOT -> x.multiply(x).add(y.multiply(y)).sqrt(DIGITS);
      case XLOGY -> x.multiply(log(y));
      case XLOG1PY -> x.multiply(log(y.add(ONE)));
      case LOGADDEXP -> log(exp(x).add(exp(y)));
      case ATAN2 -> {
        BigDecimal angle = atan(x.divide(y, DIGITS));
        BigDecimal half = y.signum() > 0 ? BigDecimal.ZERO : PI;
        yield x.signum() < 0 ? angle.subtract(half) : angle.add(half);
      }
      default -> throw new AssertionError(code);
    };
  }

  private static BigDecimal leg(BigDecimal x) {
    return ONE.subtract(x.multiply(x)).sqrt(DIGITS);
  }

  /** The Taylor series. */
  private static BigDecimal sin(BigDecimal x) {
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 2; n < 160; n += 2) {
      term =
          term.multiply(x, DIGITS)
              .multiply(x, DIGITS)
              .divide(BigDecimal.valueOf(-n * (n + 1L)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  /** The series, after the angle was halved eight times. */
  private static BigDecimal atan(BigDecimal x) {
    BigDecimal part = x;
    for (int halving = 0; halving < 8; halving++) {
      BigDecimal root = part.multiply(part, DIGITS).add(ONE).sqrt(DIGITS);
      part = part.divide(root.add(ONE), DIGITS);
    }
    BigDecimal power = part;
    BigDecimal sum = part;
    for (int n = 3; n < 60; n += 2) {
      power = power.multiply(part, DIGITS).multiply(part, DIGITS).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
    }
    return sum.multiply(BigDecimal.valueOf(256));
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

  /** Pi by Machin's formula. */
  static BigDecimal pi(int digits) {
    return arcTangent(5, digits)
        .multiply(BigDecimal.valueOf(16))
        .subtract(arcTangent(239, digits).multiply(BigDecimal.valueOf(4)));
  }

  /** arctan(1 / n). */
  private static BigDecimal arcTangent(int n, int digits) {
    MathContext context = new MathContext(digits + 5);
    BigDecimal square = BigDecimal.valueOf(-(long) n * n);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), context);
    BigDecimal sum = power;
    for (int k = 3; k < 2 * digits; k += 2) {
      power = power.divide(square, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), context), context);
    }
    return sum;
  }
}
