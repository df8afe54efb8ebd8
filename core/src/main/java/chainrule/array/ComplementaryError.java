// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * erfc x = 1 - erf x, without the loss of digits that this would bring where erf x is near 1.
 *
 * <p>Up to 0.45 it is 1 - erf x. Beyond, with y = 1 / (x + 2), it is e^-x^2 p(y) y, where p(y) = (x
 * + 2) e^x^2 erfc x changes little; below -0.45 that is subtracted from 2. What the rounding of
 * x^2, of p(y) and of the quotient p(y) / (x + 2) lost is put back: only few roundings are left.
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

  private static final double NEAR = 0.45;
  private static final double APART = 2;

  /** Relative error of p: 2^-26.9. */
  private static final ComplementaryError FLOAT =
      new ComplementaryError(
          Exponential.of(DType.F32),
          ErrorFunction.of(DType.F32),
          10.5,
          0x1.f1ebb8p-3,
          0x1.00bde2p0,
          Polynomial.of(
              0x1.214fb8p-28,
              0x1.580000p1,
              0x1.1b009ep2,
              0x1.3d817ap1,
              -0x1.5143c2p2,
              -0x1.c922a6p2,
              0x1.7da0cep3,
              0x1.01fddap4,
              -0x1.4b97f4p5,
              -0x1.62606ap4,
              0x1.f1f9b2p6,
              -0x1.0bc90cp5));

  /** Relative error of p: 2^-55.2. */
  private static final ComplementaryError DOUBLE =
      new ComplementaryError(
          Exponential.of(DType.F64),
          ErrorFunction.of(DType.F64),
          27.5,
          0x1.c5a5dc79c6044p-3,
          0x1.e4c8410b3d365p-1,
          Polynomial.of(
              -0x1.4ce178915a9f4p-58,
              0x1.4000000000000p1,
              0x1.0fcf4b0e215ecp2,
              0x1.73450168907cep1,
              -0x1.1ae8e0e9cfebdp2,
              -0x1.105326315e471p3,
              0x1.1f31e955ca505p3,
              0x1.6ea3071d0948bp4,
              -0x1.19abd6102dc9fp5,
              -0x1.c1a6d5020e274p5,
              0x1.538d92abbd715p7,
              0x1.808fa15fc799cp5,
              -0x1.6ffd4948605f2p9,
              0x1.7e70c9176b18fp9,
              0x1.079be21ba4273p11,
              -0x1.ada6e952fba7ep12,
              0x1.f7f3cdec72634p10,
              0x1.d329c1cafdbb0p14,
              -0x1.159654b890574p16,
              -0x1.533c590cfc3fbp13,
              0x1.b8ddfd4670d59p18,
              -0x1.9f38d24b1009dp19,
              -0x1.4af2e7c05186bp20,
              0x1.6f04721c77dc0p22,
              0x1.0ed30830a1250p20,
              -0x1.f1fcba79a418dp23));

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

  /** erfc x for an x from 0.45 to the saturation. */
  private Expr tail(Expr x) {
    Expr sum = x.plus(APART);
    Expr lost = x.minus(sum.minus(APART));
    Expr change = rest.at(Expr.of(1).over(sum).minus(center));
    Expr top = change.plus(high);
    Expr topLost = change.minus(top.minus(high));
    Expr quotient = top.over(sum);
    Expr left = quotient.negate().fma(sum, top).plus(topLost);
    Expr quotientLost = quotient.negate().fma(lost, left).over(sum);
    return exponential.bell(x, quotient, quotientLost);
  }
}
