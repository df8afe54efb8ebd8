// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The judge of the functions of angles: arguments of any size, reduced with 400 digits of pi. */
final class PreciseAngles {

  private static final BigDecimal HALF_PI =
      BigReference.pi(400).divide(BigDecimal.TWO, 400, RoundingMode.HALF_EVEN);

  private static final double TINY = 1e-40;

  private PreciseAngles() {}

  static Precise of(Code code, double x) {
    return switch (code) {
      case SIN -> turned(x, 0);
      case COS -> turned(x, 1);
      case TAN -> tan(x);
      case ASIN -> atan2(DoubleDouble.of(x), leg(x));
      case ACOS -> atan2(leg(x), DoubleDouble.of(x));
      case ATAN -> atan2(x, 1);
      default -> throw new AssertionError(code);
    };
  }

  /** The root of 1 - x^2. */
  private static DoubleDouble leg(double x) {
    DoubleDouble square = DoubleDouble.sum(1, x).times(DoubleDouble.sum(1, -x));
    return square.high() == 0 ? square : square.sqrt();
  }

  private static DoubleDouble of(BigDecimal value) {
    double high = value.doubleValue();
    return new DoubleDouble(high, value.subtract(new BigDecimal(high)).doubleValue());
  }

  /** The sine of x and some more quarters of a turn. */
  private static Precise turned(double x, int more) {
    if (Math.abs(x) < TINY) {
      return Precise.of(more == 0 ? DoubleDouble.of(x) : DoubleDouble.ONE);
    }
    BigInteger quarters = quarters(x);
    int quarter = quarters.mod(BigInteger.valueOf(4)).intValue() + more;
    DoubleDouble rest = rest(x, quarters);
    DoubleDouble value = quarter % 2 == 0 ? sin(rest) : cos(rest);
    return Precise.of(quarter % 4 >= 2 ? value.negate() : value);
  }

  private static Precise tan(double x) {
    if (Math.abs(x) < TINY) {
      return Precise.of(DoubleDouble.of(x));
    }
    return Precise.of(turned(x, 0).significand().over(turned(x, 1).significand()));
  }

  private static BigInteger quarters(double x) {
    return new BigDecimal(x).divide(HALF_PI, 0, RoundingMode.HALF_EVEN).toBigIntegerExact();
  }

  private static DoubleDouble rest(double x, BigInteger quarters) {
    return of(new BigDecimal(x).subtract(HALF_PI.multiply(new BigDecimal(quarters))));
  }

  /** The Taylor series, for |x| up to pi / 4. */
  private static DoubleDouble sin(DoubleDouble x) {
    return series(x, x, 2);
  }

  private static DoubleDouble cos(DoubleDouble x) {
    return series(x, DoubleDouble.ONE, 1);
  }

  private static DoubleDouble series(DoubleDouble x, DoubleDouble first, int from) {
    DoubleDouble minusSquare = x.times(x).negate();
    DoubleDouble term = first;
    DoubleDouble sum = first;
    for (int n = from; n < 32; n += 2) {
      term = term.times(minusSquare).over(n * (n + 1.0));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** The angle of (x, y), scaled so that the larger is near 1. */
  static Precise atan2(double y, double x) {
    int exponent = Math.max(-1074, Math.max(Math.getExponent(x), Math.getExponent(y)));
    int below = Math.max(-1074, Math.getExponent(y));
    boolean flat = x > 0 && below < exponent - 140;
    int own = flat ? below : exponent;
    DoubleDouble top = DoubleDouble.of(Math.scalb(y, -own));
    DoubleDouble right = DoubleDouble.of(Math.scalb(x, -exponent));
    return flat ? new Precise(top.over(right), own - exponent) : atan2(top, right);
  }

  private static Precise atan2(DoubleDouble y, DoubleDouble x) {
    if (y.high() == 0 && x.high() >= 0 || Math.abs(y.high()) < TINY && x.high() > 0) {
      return Precise.of(y.high() == 0 ? y : y.over(x));
    }
    double start = StrictMath.atan2(y.high(), x.high());
    Precise sine = turned(start, 0);
    Precise cosine = turned(start, 1);
    DoubleDouble across = y.times(cosine.significand()).minus(x.times(sine.significand()));
    DoubleDouble along = x.times(cosine.significand()).plus(y.times(sine.significand()));
    return Precise.of(across.over(along).plus(start));
  }
}
