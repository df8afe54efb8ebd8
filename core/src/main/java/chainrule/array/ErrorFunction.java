// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * erf x = 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x.
 *
 * <p>Near zero an odd polynomial; beyond, 1 - e^p(x) with a polynomial p close to log(1 - erf x),
 * where an error of p weighs little.
 *
 * @param exponential the exponential of the element type
 * @param saturation above this the result is 1
 * @param near erf(x) / x - 1 as a polynomial in x^2, for |x| at most 0.84
 * @param far -log(1 - erf x) for x from 0.84 to {@code saturation}
 */
record ErrorFunction(Exponential exponential, double saturation, Polynomial near, Polynomial far) {

  private static final double NEAR = 0.84;

  /** Relative errors of erf x: near 2^-26.5, far 2^-28.6. */
  private static final ErrorFunction FLOAT =
      new ErrorFunction(
          Exponential.of(DType.F32),
          4,
          Polynomial.of(
              0x1.06eba8p-3,
              -0x1.81271ep-2,
              0x1.ce24c6p-4,
              -0x1.b732dep-6,
              0x1.4b8028p-8,
              -0x1.4d6c7cp-11),
          Polynomial.of(
              0x1.85b266p-14,
              0x1.20cbecp0,
              0x1.45da14p-1,
              0x1.ac799cp-4,
              -0x1.71a13cp-6,
              0x1.9a13eap-9,
              -0x1.ad87d8p-13));

  /** Relative errors of erf x: near 2^-54.6, far 2^-55.7. */
  private static final ErrorFunction DOUBLE =
      new ErrorFunction(
          Exponential.of(DType.F64),
          6,
          Polynomial.of(
              0x1.06eba8214db68p-3,
              -0x1.812746b0379a9p-2,
              0x1.ce2f21a03f55dp-4,
              -0x1.b82ce3115dcf1p-6,
              0x1.565bccd9bea4ap-8,
              -0x1.c02da9246c349p-11,
              0x1.f9a1c0917b77ap-14,
              -0x1.f4b48f0b435c3p-17,
              0x1.b84c9805e7e21p-20,
              -0x1.51970f74aa673p-23,
              0x1.712d23718eb66p-27),
          Polynomial.of(
              0x1.14ff298cacb44p-25,
              0x1.20dd6f363c3eep0,
              0x1.45f33f357b58cp-1,
              0x1.a4efd92f0980bp-4,
              -0x1.39421574a6de3p-6,
              -0x1.ca29cc5c07fc1p-13,
              0x1.bd3eaafee2eabp-10,
              -0x1.2f5e3e78b939fp-11,
              0x1.076ec486eb663p-20,
              0x1.8dc51564e8681p-14,
              -0x1.d539e3cc24408p-15,
              0x1.55e49d662d07ap-16,
              -0x1.6b0a5078474dcp-18,
              0x1.23c8dcbcdeccbp-20,
              -0x1.62727b57106c3p-23,
              0x1.3cdb57c6763b2p-26,
              -0x1.8a3555c37a9b7p-30,
              0x1.3113a117a1db8p-34,
              -0x1.ba5c9dcc5c125p-40));

  static ErrorFunction of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** erf x. */
  Expr erf(Expr x) {
    Expr size = x.then(Code.ABS);
    Expr small = size.fma(nearZero(size), size);
    Expr large = Expr.of(1).minus(exponential.shortDecay(far.at(size)));
    Expr value = Expr.choose(size.less(NEAR), small, large);
    return Expr.of(Code.COPY_SIGN, Exponential.above(saturation, size, 1, value), x);
  }

  /** erf(x) / x - 1 for |x| at most 0.84. */
  Expr nearZero(Expr x) {
    return near.at(x.times(x));
  }
}
