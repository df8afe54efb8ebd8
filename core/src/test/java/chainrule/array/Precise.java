// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * A value of about 95 good bits, {@code significand * 2^exponent}, and the elementary functions of
 * finite doubles in it: the judge of {@link Elementary}. {@link BigReference} judges the judge.
 */
record Precise(DoubleDouble significand, int exponent) {

  /** Below this the functions are two terms of their series. */
  private static final double TINY = 1e-40;

  /** Beyond this e^x and e^-x are outside every type. */
  private static final double MOST = 1100;

  /** Powers of two that keep small arguments away from the subnormals. */
  private static final int APART = 400;

  static Precise of(DoubleDouble value) {
    return new Precise(value, 0);
  }

  /** The function of a code at x, which is finite and where the function is. */
  static Precise of(Code code, double x) {
    return switch (code) {
      case EXP -> exp(x, 0);
      case EXPM1 -> x > MOST / 4 ? exp(x, 0) : of(expm1(x));
      case LOG -> of(log(DoubleDouble.of(x)));
      case LOG1P -> of(log1p(x));
      case TANH -> of(tanh(x));
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case ERF -> erf(x);
      default -> PreciseRare.of(code, x);
    };
  }

  /** This times 2^power. */
  Precise scale(int power) {
    return new Precise(significand, exponent + power);
  }

  /** How far a result is from this, in units in the last place of a type; infinite for NaN. */
  double ulps(double result, DType dtype) {
    int digits = dtype == DType.F32 ? 24 : 53;
    int most = dtype == DType.F32 ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
    int least = dtype == DType.F32 ? Float.MIN_EXPONENT : Double.MIN_EXPONENT;
    int binade = binade();
    if (binade > most || Double.isNaN(result)) {
      return result == significand.high() * Double.POSITIVE_INFINITY ? 0 : Double.POSITIVE_INFINITY;
    }
    int last = Math.max(binade, least) - digits + 1;
    double whole =
        Double.isInfinite(result)
            ? Math.copySign(Math.scalb(1.0, most + 1 - last), result)
            : Math.scalb(result, -last);
    return Math.abs(significand.scale(exponent - last).negate().plus(whole).high());
  }

  /** The e for which the size of this is from 2^e up to 2^(e + 1). */
  private int binade() {
    double high = Math.abs(significand.high());
    int binade = Math.getExponent(high);
    boolean below = high == Math.scalb(1.0, binade) && significand.low() * significand.high() < 0;
    return binade + exponent - (below ? 1 : 0);
  }

  /** e^(x + low). */
  static Precise exp(double x, double low) {
    double inside = Math.clamp(x, -MOST, MOST);
    int k = powers(inside);
    return new Precise(reduced(inside, low, k).plus(1), k);
  }

  static DoubleDouble expm1(double x) {
    if (Math.abs(x) < TINY) {
      return new DoubleDouble(x, x * x / 2);
    }
    double inside = Math.max(x, -MOST);
    int k = powers(inside);
    DoubleDouble part = reduced(inside, 0, k);
    return k == 0 ? part : part.plus(1).scale(k).plus(-1);
  }

  private static int powers(double x) {
    return (int) Math.rint(x / DoubleDouble.LN2.high());
  }

  /** e^r - 1 for r = x + low - k ln 2: a Taylor series for r / 256, then eight doublings. */
  static DoubleDouble reduced(double x, double low, int k) {
    DoubleDouble r = DoubleDouble.of(x).plus(low).minus(DoubleDouble.LN2.times(k)).scale(-8);
    DoubleDouble sum = DoubleDouble.of(0);
    for (int n = 12; n >= 1; n--) {
      sum = sum.plus(1).times(r).over(n);
    }
    for (int doubling = 0; doubling < 8; doubling++) {
      sum = sum.times(sum.plus(2));
    }
    return sum;
  }

  static DoubleDouble log(DoubleDouble x) {
    int raise = x.high() < Double.MIN_NORMAL ? 60 : 0;
    DoubleDouble normal = x.scale(raise);
    int k = Math.getExponent(normal.high() * 0.7) + 1;
    DoubleDouble nearOne = normal.scale(-k).plus(-1);
    return log1p(nearOne).plus(DoubleDouble.LN2.times(k - raise));
  }

  static DoubleDouble log1p(double x) {
    return x > -0.3 && x < 0.5 ? log1p(DoubleDouble.of(x)) : log(DoubleDouble.sum(1, x));
  }

  /** log(1 + x) for an x near zero: one Newton step from the double result. */
  static DoubleDouble log1p(DoubleDouble x) {
    if (Math.abs(x.high()) < TINY) {
      return x.plus(-x.high() * x.high() / 2);
    }
    double start = StrictMath.log1p(x.high());
    DoubleDouble down = expm1(-start);
    DoubleDouble rest = x.plus(down).plus(x.times(down));
    return rest.minus(rest.times(rest).over(2)).plus(start);
  }

  static DoubleDouble tanh(double x) {
    if (Math.abs(x) < TINY) {
      return DoubleDouble.of(x);
    }
    DoubleDouble part = expm1(-2 * Math.abs(x));
    DoubleDouble size = part.negate().over(part.plus(2));
    return x < 0 ? size.negate() : size;
  }

  private static Precise sigmoid(double x) {
    Precise decay = exp(-Math.abs(x), 0);
    DoubleDouble sum = decay.significand.scale(decay.exponent).plus(1);
    return x < 0
        ? new Precise(decay.significand.over(sum), decay.exponent)
        : of(DoubleDouble.ONE.over(sum));
  }

  private static Precise softplus(double x) {
    Precise decay = exp(-Math.abs(x), 0);
    DoubleDouble small = decay.significand.scale(decay.exponent);
    if (x < -40) {
      DoubleDouble factor = small.times(small).over(3).minus(small.over(2)).plus(1);
      return new Precise(decay.significand.times(factor), decay.exponent);
    }
    DoubleDouble fraction = small.high() < 0.4 ? log1p(small) : log(small.plus(1));
    return of(fraction.plus(Math.max(x, 0)));
  }

  /** 2 / sqrt(pi) e^-x^2 times the sum of x (2 x^2)^n / (1 * 3 * 5 ... (2 n + 1)). */
  static Precise erf(double x) {
    if (Math.abs(x) > 6.5) {
      return of(DoubleDouble.of(Math.signum(x)));
    }
    if (Math.abs(x) < TINY) {
      return new Precise(DoubleDouble.TWO_OVER_ROOT_PI.times(Math.scalb(x, APART)), -APART);
    }
    DoubleDouble square = DoubleDouble.product(x, x);
    DoubleDouble term = DoubleDouble.of(x);
    DoubleDouble sum = term;
    for (int n = 1; Math.abs(term.high()) > 1e-34 * Math.abs(sum.high()); n++) {
      term = term.times(square).times(2).over(2 * n + 1);
      sum = sum.plus(term);
    }
    Precise decay = exp(-square.high(), -square.low());
    DoubleDouble product = sum.times(decay.significand).times(DoubleDouble.TWO_OVER_ROOT_PI);
    return new Precise(product, decay.exponent);
  }
}
