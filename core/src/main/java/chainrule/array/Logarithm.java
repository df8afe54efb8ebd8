// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.function.BinaryOperator;

/**
 * The natural logarithm.
 *
 * <p>x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt 2, so that log x = k ln 2 + log(1 + f).
 *
 * @param dtype the element type
 * @param up a power of two that makes subnormals normal
 * @param series F32: (log(1 + f) - f) / f^2; F64: (log((1 + s) / (1 - s)) / s - 2) / s^2 in s^2
 */
record Logarithm(DType dtype, int up, Polynomial series) {

  private static final double SQRT_2 = 0x1.6a09e667f3bcdp0;
  private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  /** Relative error of log(1 + f): 2^-27.3. */
  private static final Logarithm FLOAT =
      new Logarithm(
          DType.F32,
          25,
          Polynomial.of(
              -0.5,
              0x1.555554p-2,
              -0x1.000226p-2,
              0x1.99a012p-3,
              -0x1.547264p-3,
              0x1.22d9f0p-3,
              -0x1.0d84dap-3,
              0x1.055c9ap-3,
              -0x1.38ba4ap-4));

  /** Relative error of log(1 + f): 2^-58.8. */
  private static final Logarithm DOUBLE =
      new Logarithm(
          DType.F64,
          54,
          Polynomial.of(
              0x1.5555555555592p-1,
              0x1.999999997fd31p-2,
              0x1.24924941f9614p-2,
              0x1.c71c52022d383p-3,
              0x1.74664078d0678p-3,
              0x1.39a19038495a3p-3,
              0x1.2f072427b10d0p-3));

  static Logarithm of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** log x. */
  Expr log(Expr x) {
    return log(x, this::sum);
  }

  /** log2 x = k + log2(1 + f). */
  Expr log2(Expr x) {
    return log(x, this::sum2);
  }

  /** Of x = 2^k (1 + f), by k and f. */
  private Expr log(Expr x, BinaryOperator<Expr> sum) {
    Expr small = x.less(1);
    Expr scaled = x.times(Expr.choose(small, Expr.of(Math.scalb(1.0, up)), Expr.of(0.25)));
    Expr exponent = scaled.times(SQRT_2).then(Code.EXPONENT);
    Expr k = exponent.plus(Expr.choose(small, Expr.of(-up), Expr.of(2)));
    Expr f = scaled.fma(exponent.negate().then(Code.POWER_OF_TWO), -1);
    Expr outside = Expr.choose(x.equal(0), Expr.of(Double.NEGATIVE_INFINITY), Expr.of(Double.NaN));
    Expr positive = Expr.choose(x.less(Double.POSITIVE_INFINITY), sum.apply(k, f), x);
    return Expr.choose(Expr.of(0).less(x), positive, outside);
  }

  /** log(1 + x): of the rounded sum u = 1 + x, with what the rounding lost put back into f. */
  Expr log1p(Expr x) {
    Expr u = x.plus(1);
    Expr back = u.minus(1);
    Expr lost = Expr.of(1).minus(u.minus(back)).plus(x.minus(back));
    Expr exponent = u.times(SQRT_2 / 4).then(Code.EXPONENT);
    Expr scale = exponent.negate().then(Code.POWER_OF_TWO).times(0.25);
    Expr f = lost.fma(scale, u.fma(scale, -1));
    Expr value = Expr.of(Code.COPY_SIGN, sum(exponent.plus(2), f), x);
    Expr outside = Expr.choose(x.equal(-1), Expr.of(Double.NEGATIVE_INFINITY), Expr.of(Double.NaN));
    Expr inside = Expr.choose(x.less(Double.POSITIVE_INFINITY), value, x);
    return Expr.choose(Expr.of(-1).less(x), inside, outside);
  }

  /** k ln 2 + log(1 + f). In F32 the low part of ln 2 is too small to matter. */
  private Expr sum(Expr k, Expr f) {
    Expr high = Expr.of(LN2_HIGH);
    return dtype == DType.F32
        ? k.fma(high, f.times(f).fma(series.at(f), f))
        : k.fma(high, f.plus(k.fma(Expr.of(LN2_LOW), correction(f))));
  }

  /** k + (f + c) log2(e), log2(e) in two parts. */
  private Expr sum2(Expr k, Expr f) {
    double high = dtype.round(LOG2_E);
    double low = dtype == DType.F32 ? LOG2_E - high : LOG2_E_LOW;
    Expr c = dtype == DType.F32 ? f.times(f).times(series.at(f)) : correction(f);
    return k.plus(f.fma(Expr.of(high), c.fma(Expr.of(high), f.times(low))));
  }

  /** log(1 + f) - f = s (f^2/2 + R) - f^2/2 with s = f / (2 + f) and R = 2/3 s^2 + ... */
  private Expr correction(Expr f) {
    Expr s = f.over(f.plus(2));
    Expr square = s.times(s);
    Expr minusHalf = f.times(-0.5).times(f);
    return s.fma(square.fma(series.at(square), minusHalf.negate()), minusHalf);
  }
}
