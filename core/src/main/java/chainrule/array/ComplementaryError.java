// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * erfc x = 1 - erf x, without the loss of digits that this would bring where erf x is near 1.
 *
 * <p>Up to 0.7 it is 1 - erf x. Beyond, with y = 1 / (x + 2), it is e^-x^2 p(y) y, where p(y) = (x
 * + 2) e^x^2 erfc x changes little; below -0.7 that is subtracted from 2. What the rounding of x^2,
 * of p(y) and of the quotient p(y) / (x + 2) lost is put back: only few roundings are left.
 *
 * @param exponential the exponential of the element type
 * @param near the error function, for small x
 * @param saturation above this the result is less than half the smallest number
 * @param center where p is developed
 * @param high p(center), rounded
 * @param rest p(y) - high as a polynomial in y - center
 */
record ComplementaryError(
    Exponential exponential,
    ErrorFunction near,
    double saturation,
    double center,
    double high,
    Polynomial rest) {

  private static final double NEAR = 0.7;
  private static final double APART = 2;

  /** Relative error of p: 2^-27.7. */
  private static final ComplementaryError FLOAT =
      new ComplementaryError(
          Exponential.of(DType.F32),
          ErrorFunction.of(DType.F32),
          10.5,
          0x1.a706c2p-3,
          0x1.d21ff6p-1,
          Polynomial.of(
              0x1.54d384p-26,
              0x1.300000p1,
              0x1.071f40p2,
              0x1.9299aep1,
              -0x1.e0df88p1,
              -0x1.264d86p3,
              0x1.96950cp2,
              0x1.a393f0p4,
              -0x1.872f68p4,
              -0x1.090052p6,
              0x1.8080aap6));

  /** Relative error of p: 2^-55.6. */
  private static final ComplementaryError DOUBLE =
      new ComplementaryError(
          Exponential.of(DType.F64),
          ErrorFunction.of(DType.F64),
          27.5,
          0x1.8750ddaf0bf0bp-3,
          0x1.bfcb99626bee8p-1,
          Polynomial.of(
              0x1.2a1c33d2b4f4bp-55,
              0x1.2000000000000p1,
              0x1.fae53f674910dp1,
              0x1.ad8275ba91688p1,
              -0x1.833a55bd94ef2p1,
              -0x1.34f4e18ef8627p3,
              0x1.abcd912601729p1,
              0x1.d118cdbdc24f1p4,
              -0x1.a954ceaab859ap3,
              -0x1.9221fbc17eaadp6,
              0x1.a377ca6d0c29fp6,
              0x1.568e3575eadf4p8,
              -0x1.83ab223429a90p9,
              -0x1.7b1eef19d2befp9,
              0x1.27af80e6d8194p12,
              -0x1.53190016996c5p11,
              -0x1.4873b18551201p14,
              0x1.8751097690ed0p15,
              0x1.020aba83b2c90p15,
              -0x1.6306bc8063164p18,
              0x1.b361f8a24512ep18,
              0x1.653daf42a13c3p20,
              -0x1.0fa088c743ce2p22,
              -0x1.6d0fd9036a825p20,
              0x1.dce00714504d2p23,
              -0x1.2721e5abab60ap23));

  static ComplementaryError of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** erfc x. */
  Expr erfc(Expr x) {
    Expr size = x.then(Code.ABS);
    Expr small = x.negate().fma(near.nearZero(x), Expr.of(1).minus(x));
    Expr tail = Exponential.above(saturation, size, 0, tail(size));
    Expr large = Expr.choose(x.less(0), Expr.of(2).minus(tail), tail);
    return Expr.choose(size.less(NEAR), small, large);
  }

  /** erfc x for an x from 0.7 to the saturation. */
  private Expr tail(Expr x) {
    Expr sum = x.plus(APART);
    Expr lost = x.minus(sum.minus(APART));
    Expr y = Expr.of(1).over(sum);
    Expr yLost = y.times(y.negate().fma(lost, y.negate().fma(sum, 1)));
    Expr change = rest.at(y.minus(center).plus(yLost));
    Expr top = change.plus(high);
    Expr topLost = change.minus(top.minus(high));
    Expr quotient = top.times(y);
    Expr left = quotient.negate().fma(sum, top).plus(topLost);
    Expr quotientLost = quotient.negate().fma(lost, left).times(y);
    return exponential.bell(x, quotient, quotientLost);
  }
}
