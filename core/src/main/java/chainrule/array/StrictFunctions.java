// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * The functions of {@link Code.Kind#STRICT} in F64, which every evaluator calls; F32 rounds their
 * results. Where {@link StrictMath} has the function within 1.5 ulp it is used; the others are
 * computed with twice the digits, so that little more than the last rounding is left.
 *
 * <p>Special values are those of IEEE 754 and of {@link StrictMath}.
 */
public final class StrictFunctions {

  /** Below this two terms of a Taylor series are enough. */
  private static final double TINY = 0x1p-27;

  /** Above this x^2 + 1 is x^2 and e^-x nothing beside e^x. */
  private static final double HUGE = 0x1p28;

  /** Above this e^x - e^-x is e^x. */
  private static final double FAR = 40;

  /** Above this e^x / 2 overflows. */
  private static final double MOST = 711;

  /** Below this e^x is nothing beside numbers whose sum with it is near 1. */
  private static final double LEAST = -700;

  private StrictFunctions() {}

  /** The sine, x in radians. */
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /** The cosine, x in radians. */
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /** The tangent, x in radians. */
  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  /** The arc sine, in radians; NaN beyond -1 and 1. */
  public static double asin(double x) {
    return StrictMath.asin(x);
  }

  /** The arc cosine, in radians; NaN beyond -1 and 1. */
  public static double acos(double x) {
    return StrictMath.acos(x);
  }

  /** The arc tangent, in radians. */
  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  /** The angle of the point (x, y), in radians from -pi to pi. */
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /** x to the power y. */
  public static double pow(double x, double y) {
    return StrictMath.pow(x, y);
  }

  /** The cube root. */
  public static double cbrt(double x) {
    return StrictMath.cbrt(x);
  }

  /** The square root of x^2 + y^2. */
  public static double hypot(double x, double y) {
    return StrictMath.hypot(x, y);
  }

  /** The logarithm to base 10; exact for powers of 10. */
  public static double log10(double x) {
    return StrictMath.log10(x);
  }

  /** The hyperbolic sine. */
  public static double sinh(double x) {
    double size = Math.abs(x);
    if (size < TINY) {
      return x + x * x * x / 6;
    }
    if (size < FAR) {
      DoubleDouble up = DoubleDouble.of(size).expm1();
      return StrictMath.copySign(up.plus(up.over(up.plus(1))).high() / 2, x);
    }
    return StrictMath.copySign(halfExp(size), x);
  }

  /** The hyperbolic cosine. */
  public static double cosh(double x) {
    double size = Math.abs(x);
    if (size < FAR) {
      DoubleDouble exp = DoubleDouble.of(size).exp();
      return exp.plus(DoubleDouble.ONE.over(exp)).high() / 2;
    }
    return halfExp(size);
  }

  /** e^x / 2 for a large x, or NaN. */
  private static double halfExp(double x) {
    return x < MOST
        ? DoubleDouble.of(x).minus(DoubleDouble.LN2).exp().high()
        : x * Double.POSITIVE_INFINITY;
  }

  /** log(x + sqrt(x^2 + 1)), with the sign of x. */
  public static double asinh(double x) {
    double size = Math.abs(x);
    if (size < TINY) {
      return StrictMath.copySign(size - size * size * size / 6, x);
    }
    if (size < HUGE) {
      DoubleDouble square = DoubleDouble.product(size, size);
      DoubleDouble over = square.over(square.plus(1).sqrt().plus(1)).plus(size);
      return StrictMath.copySign(over.log1p().high(), x);
    }
    return StrictMath.copySign(logOfTwice(size), x);
  }

  /** log(x + sqrt(x^2 - 1)); NaN below 1. */
  public static double acosh(double x) {
    if (x <= 1) {
      return x == 1 ? 0 : Double.NaN;
    }
    if (x < HUGE) {
      DoubleDouble over = DoubleDouble.sum(x, -1);
      return over.plus(over.times(over.plus(2)).sqrt()).log1p().high();
    }
    return logOfTwice(x);
  }

  private static double logOfTwice(double x) {
    return StrictMath.log(x) + DoubleDouble.LN2.high();
  }

  /** log((1 + x) / (1 - x)) / 2; infinite at -1 and 1, NaN beyond. */
  public static double atanh(double x) {
    double size = Math.abs(x);
    if (size < TINY) {
      return x + x * x * x / 3;
    }
    if (size < 1) {
      DoubleDouble over = DoubleDouble.of(2 * size).over(DoubleDouble.sum(1, -size));
      return StrictMath.copySign(over.log1p().high() / 2, x);
    }
    return size == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
  }

  /** x log y; 0 where x is 0 unless y is NaN. */
  public static double xlogy(double x, double y) {
    if (x == 0 && !Double.isNaN(y)) {
      return 0;
    }
    double plain = x * StrictMath.log(y);
    return isOrdinary(plain) ? product(x, DoubleDouble.of(y).log()) : plain;
  }

  /** x log(1 + y); 0 where x is 0 unless y is NaN. */
  public static double xlog1py(double x, double y) {
    if (x == 0 && !Double.isNaN(y)) {
      return 0;
    }
    double plain = x * StrictMath.log1p(y);
    if (Math.abs(y) < TINY * TINY || !isOrdinary(plain)) {
      return plain;
    }
    boolean near = Math.abs(y) < 0.25;
    DoubleDouble log = near ? DoubleDouble.of(y).log1p() : DoubleDouble.sum(1, y).log();
    return product(x, log);
  }

  private static boolean isOrdinary(double value) {
    return value != 0 && Math.abs(value) < Double.POSITIVE_INFINITY;
  }

  private static double product(double x, DoubleDouble y) {
    return Math.fma(x, y.high(), x * y.low());
  }

  /**
   * log(e^x + e^y). Where that is near 0 the sum is near 1 and is taken with twice the digits: a
   * result above 2^-48 is right to 2 ulp, a smaller one to 2^-100.
   */
  public static double logaddexp(double x, double y) {
    double larger = Math.max(x, y);
    if (Double.isNaN(larger) || Double.isInfinite(larger)) {
      return larger;
    }
    double smaller = Math.min(x, y);
    double gain = StrictMath.log1p(StrictMath.exp(smaller - larger));
    double plain = larger + gain;
    if (Math.abs(plain) >= 1 || plain == larger) {
      return plain;
    }
    DoubleDouble small =
        smaller < LEAST ? DoubleDouble.of(StrictMath.exp(smaller)) : DoubleDouble.of(smaller).exp();
    return DoubleDouble.of(larger).expm1().plus(small).log1p().high();
  }

  /** What a division to a whole quotient leaves, with the sign of x: exact. */
  public static double fmod(double x, double y) {
    return x % y;
  }
}
