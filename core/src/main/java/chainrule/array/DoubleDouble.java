// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * A number of about 106 bits, kept as the unevaluated sum of two doubles, the second at most half a
 * unit in the last place of the first.
 *
 * <p>Source: M. Joldes, J.-M. Muller, V. Popescu 2017, doi:10.1145/3121432, algorithms 6 and 12;
 * the square root: A. H. Karp, P. Markstein 1997, doi:10.1145/279232.279237.
 */
record DoubleDouble(double high, double low) {

  static final DoubleDouble ONE = of(1);
  static final DoubleDouble LN2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
  static final DoubleDouble TWO_OVER_ROOT_PI =
      new DoubleDouble(0x1.20dd750429b6dp0, 0x1.1ae3a914fed80p-56);

  private static final int TERMS = 14;
  private static final int DOUBLINGS = 6;

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  /** a + b, exactly. */
  static DoubleDouble sum(double a, double b) {
    double sum = a + b;
    double back = sum - a;
    return new DoubleDouble(sum, (a - (sum - back)) + (b - back));
  }

  /** a * b, exactly. */
  static DoubleDouble product(double a, double b) {
    double product = a * b;
    return new DoubleDouble(product, Math.fma(a, b, -product));
  }

  private static DoubleDouble ordered(double larger, double smaller) {
    double sum = larger + smaller;
    return new DoubleDouble(sum, smaller - (sum - larger));
  }

  DoubleDouble plus(DoubleDouble y) {
    DoubleDouble highs = sum(high, y.high);
    DoubleDouble lows = sum(low, y.low);
    DoubleDouble once = ordered(highs.high, highs.low + lows.high);
    return ordered(once.high, lows.low + once.low);
  }

  DoubleDouble plus(double y) {
    return plus(of(y));
  }

  DoubleDouble minus(DoubleDouble y) {
    return plus(y.negate());
  }

  DoubleDouble times(DoubleDouble y) {
    DoubleDouble product = product(high, y.high);
    double cross = Math.fma(low, y.high, Math.fma(high, y.low, low * y.low));
    return ordered(product.high, product.low + cross);
  }

  DoubleDouble times(double y) {
    return times(of(y));
  }

  DoubleDouble over(DoubleDouble y) {
    double first = high / y.high;
    DoubleDouble rest = minus(y.times(first));
    double second = rest.high / y.high;
    double third = rest.minus(y.times(second)).high / y.high;
    return ordered(first, second).plus(third);
  }

  DoubleDouble over(double y) {
    return over(of(y));
  }

  DoubleDouble negate() {
    return new DoubleDouble(-high, -low);
  }

  /** The square root of a positive number. */
  DoubleDouble sqrt() {
    double root = Math.sqrt(high);
    double rest = minus(product(root, root)).high;
    return ordered(root, rest / (2 * root));
  }

  /** e^this, for what is above -700 and whose e^this is a normal number. */
  DoubleDouble exp() {
    int k = powers();
    return reduced(k).plus(1).scale(k);
  }

  /** e^this - 1, for what is below 700. */
  DoubleDouble expm1() {
    int k = powers();
    return k == 0 ? reduced(k) : exp().plus(-1);
  }

  private int powers() {
    return (int) Math.rint(high / LN2.high);
  }

  /** e^r - 1 for r = this - k ln 2: the Taylor series at r / 64, then six doublings. */
  private DoubleDouble reduced(int k) {
    DoubleDouble r = (k == 0 ? this : minus(LN2.times(k))).scale(-DOUBLINGS);
    DoubleDouble sum = r.over(TERMS);
    for (int n = TERMS - 1; n >= 1; n--) {
      sum = sum.plus(1).times(r).over(n);
    }
    for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
      sum = sum.times(sum.plus(2));
    }
    return sum;
  }

  /** The logarithm of a positive number. */
  DoubleDouble log() {
    int raise = high < Double.MIN_NORMAL ? 60 : 0;
    DoubleDouble normal = scale(raise);
    int k = Math.getExponent(normal.high * Math.sqrt(0.5)) + 1;
    return normal.scale(-k).plus(-1).nearOne().plus(LN2.times(k - raise));
  }

  /** log(1 + this), for what is above -1 and not so small that its last bits are lost. */
  DoubleDouble log1p() {
    return Math.abs(high) < 0.25 ? nearOne() : plus(1).log();
  }

  /** log(1 + this) for what is between -0.3 and 0.5: a step of Newton from the double result. */
  private DoubleDouble nearOne() {
    double start = StrictMath.log1p(high);
    DoubleDouble back = of(-start).expm1();
    DoubleDouble rest = plus(back).plus(times(back));
    return rest.minus(rest.times(rest).over(2)).plus(start);
  }

  /** This times 2^exponent. */
  DoubleDouble scale(int exponent) {
    return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
  }
}
