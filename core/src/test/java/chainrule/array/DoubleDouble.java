// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * A number of about 106 bits, kept as the unevaluated sum of two doubles, the second at most half a
 * unit in the last place of the first.
 *
 * <p>Source: M. Joldes, J.-M. Muller, V. Popescu 2017, doi:10.1145/3121432, algorithms 6 and 12.
 */
record DoubleDouble(double high, double low) {

  static final DoubleDouble ONE = of(1);
  static final DoubleDouble LN2 = new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
  static final DoubleDouble TWO_OVER_ROOT_PI =
      new DoubleDouble(0x1.20dd750429b6dp0, 0x1.1ae3a914fed80p-56);

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

  /** This times 2^exponent. */
  DoubleDouble scale(int exponent) {
    return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
  }
}
