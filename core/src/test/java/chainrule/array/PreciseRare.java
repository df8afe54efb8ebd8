// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * The judge of the functions that {@link Precise} leaves: powers, roots, logarithms to other bases,
 * hyperbolic functions. Inverses are a step of Newton on the function itself.
 */
final class PreciseRare {

  /** Below this the functions are two terms of their series. */
  private static final double TINY = 1e-40;

  private static final DoubleDouble LN10 = Precise.log(DoubleDouble.of(10));
  private static final DoubleDouble ROOT_PI =
      DoubleDouble.of(2).over(DoubleDouble.TWO_OVER_ROOT_PI);

  private PreciseRare() {}

  /** The function of a code at x, which is finite and where the function is. */
  static Precise of(Code code, double x) {
    return switch (code) {
      case EXP2 -> exp2(x);
      case LOG2 -> Precise.of(Precise.log(DoubleDouble.of(x)).over(DoubleDouble.LN2));
      case LOG10 -> Precise.of(Precise.log(DoubleDouble.of(x)).over(LN10));
      case ERFC -> erfc(x);
      case SQRT -> root(x, 2);
      case CBRT -> root(x, 3);
      case SINH -> sinh(x);
      case COSH -> cosh(x);
      case ASINH -> Precise.of(asinh(DoubleDouble.of(x)));
      case ACOSH -> Precise.of(asinh(DoubleDouble.sum(x, -1).scale(-1).sqrt()).times(2));
      case ATANH -> Precise.of(atanh(x));
      default -> PreciseAngles.of(code, x);
    };
  }

  /** The function of a code at x and y, which are finite and where the function is. */
  static Precise of(Code code, double x, double y) {
    return switch (code) {
      case POW -> pow(x, y);
      case HYPOT -> hypot(x, y);
      case XLOGY -> product(x, Precise.log(DoubleDouble.of(y)));
      case XLOG1PY -> product(x, Precise.log1p(y));
      case LOGADDEXP -> logaddexp(x, y);
      case ATAN2 -> PreciseAngles.atan2(x, y);
      default -> throw new AssertionError(code);
    };
  }

  /** x y, where x may be subnormal. */
  private static Precise product(double x, DoubleDouble y) {
    int exponent = Math.max(-1074, Math.getExponent(x));
    return new Precise(y.times(Math.scalb(x, -exponent)), exponent);
  }

  private static Precise exp2(double x) {
    int k = (int) Math.clamp(Math.rint(x), -3000, 3000);
    if (Math.abs(x) > 2900) {
      return new Precise(DoubleDouble.ONE, k);
    }
    DoubleDouble r = DoubleDouble.LN2.times(x - k);
    return new Precise(Precise.reduced(r.high(), r.low(), 0).plus(1), k);
  }

  /** By the continued fraction of Laplace where 1 - erf would lose digits. */
  private static Precise erfc(double x) {
    if (x < 2) {
      Precise erf = Precise.erf(x);
      return Precise.of(DoubleDouble.ONE.minus(erf.significand().scale(erf.exponent())));
    }
    if (x > 40) {
      return new Precise(DoubleDouble.ONE, -3000);
    }
    DoubleDouble bottom = DoubleDouble.of(x);
    for (int n = 400; n > 0; n--) {
      bottom = DoubleDouble.of(n / 2.0).over(bottom).plus(x);
    }
    DoubleDouble square = DoubleDouble.product(x, x);
    Precise decay = Precise.exp(-square.high(), -square.low());
    return new Precise(decay.significand().over(ROOT_PI.times(bottom)), decay.exponent());
  }

  /** The second or third root: x = 2^(power k) s with s from 1 to 2^power. */
  private static Precise root(double x, int power) {
    int k = Math.floorDiv(Math.getExponent(x * 0x1p60) - 60, power);
    if (Math.abs(x) > 1) {
      k = Math.floorDiv(Math.getExponent(x), power);
    }
    DoubleDouble s = DoubleDouble.of(Math.scalb(x, -power * k));
    double start = power == 2 ? Math.sqrt(s.high()) : StrictMath.cbrt(s.high());
    DoubleDouble square = DoubleDouble.product(start, start);
    DoubleDouble back = power == 2 ? square : square.times(start);
    DoubleDouble slope = power == 2 ? DoubleDouble.of(2 * start) : square.times(3);
    return new Precise(s.minus(back).over(slope).plus(start), k);
  }

  private static Precise sinh(double x) {
    double size = Math.abs(x);
    if (size < TINY) {
      return Precise.of(DoubleDouble.of(x));
    }
    if (size > 80) {
      Precise half = Precise.exp(size, 0).scale(-1);
      return x < 0 ? new Precise(half.significand().negate(), half.exponent()) : half;
    }
    DoubleDouble value = sinh(DoubleDouble.of(size));
    return Precise.of(x < 0 ? value.negate() : value);
  }

  /** Of a number up to 80: e^x - 1 of its high part, and the rest to first order. */
  private static DoubleDouble sinh(DoubleDouble x) {
    DoubleDouble up = Precise.expm1(x.high());
    DoubleDouble high = up.plus(up.over(up.plus(1))).scale(-1);
    return high.plus(coshOf(x.high()).times(x.low()));
  }

  private static Precise cosh(double x) {
    return Math.abs(x) > 80 ? Precise.exp(Math.abs(x), 0).scale(-1) : Precise.of(coshOf(x));
  }

  private static DoubleDouble coshOf(double x) {
    DoubleDouble up = Precise.expm1(Math.abs(x)).plus(1);
    return up.plus(DoubleDouble.ONE.over(up)).scale(-1);
  }

  private static DoubleDouble asinh(DoubleDouble x) {
    double size = Math.abs(x.high());
    if (size < TINY) {
      return x;
    }
    DoubleDouble positive = x.high() < 0 ? x.negate() : x;
    DoubleDouble result;
    if (size > 1e20) {
      result = Precise.log(positive).plus(DoubleDouble.LN2);
    } else {
      double start = StrictMath.log1p(size + size * (size / (1 + StrictMath.hypot(size, 1))));
      DoubleDouble rest = positive.minus(sinh(DoubleDouble.of(start)));
      DoubleDouble step = rest.over(coshOf(start));
      double bend = StrictMath.tanh(start) / 2 * step.high() * step.high();
      result = step.plus(-bend).plus(start);
    }
    return x.high() < 0 ? result.negate() : result;
  }

  private static DoubleDouble atanh(double x) {
    if (Math.abs(x) < TINY) {
      return DoubleDouble.of(x);
    }
    if (Math.abs(x) > 0.3) {
      DoubleDouble up = Precise.log(DoubleDouble.sum(1, x));
      return up.minus(Precise.log(DoubleDouble.sum(1, -x))).scale(-1);
    }
    double start = (StrictMath.log1p(x) - StrictMath.log1p(-x)) / 2;
    DoubleDouble slope = DoubleDouble.ONE.minus(DoubleDouble.product(x, x));
    DoubleDouble step = DoubleDouble.of(x).minus(Precise.tanh(start)).over(slope);
    return step.plus(x * step.high() * step.high()).plus(start);
  }

  private static Precise pow(double x, double y) {
    DoubleDouble power = Precise.log(DoubleDouble.of(Math.abs(x))).times(y);
    boolean inside = Math.abs(power.high()) < 1000;
    Precise size =
        inside
            ? Precise.exp(power.high(), power.low())
            : Precise.exp(Math.clamp(power.high(), -1000, 1000), 0);
    boolean odd = x < 0 && Math.abs(y % 2) == 1;
    return odd ? new Precise(size.significand().negate(), size.exponent()) : size;
  }

  private static Precise hypot(double x, double y) {
    int exponent = Math.max(-1074, Math.max(Math.getExponent(x), Math.getExponent(y)));
    double scaledX = Math.scalb(x, -exponent);
    double scaledY = Math.scalb(y, -exponent);
    DoubleDouble square =
        DoubleDouble.product(scaledX, scaledX).plus(DoubleDouble.product(scaledY, scaledY));
    return square.high() == 0 ? Precise.of(square) : new Precise(square.sqrt(), exponent);
  }

  /**
   * Relative to the larger of x, y and the result, 95 bits; more only with {@link BigReference}.
   */
  private static Precise logaddexp(double x, double y) {
    DoubleDouble apart = DoubleDouble.sum(Math.min(x, y), -Math.max(x, y));
    if (apart.high() < -800) {
      return Precise.of(DoubleDouble.of(Math.max(x, y)));
    }
    Precise decay = Precise.exp(apart.high(), apart.low());
    DoubleDouble small = decay.significand().scale(decay.exponent());
    DoubleDouble gain = small.high() < 0.4 ? Precise.log1p(small) : Precise.log(small.plus(1));
    return Precise.of(gain.plus(Math.max(x, y)));
  }
}
