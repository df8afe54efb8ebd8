// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * log(1 + e^x): near zero x/2 + log(2 cosh(x/2)), whose second part is even; beyond, max(x, 0) +
 * log(1 + u) with u = e^-|x|.
 *
 * @param exponential the exponential of the element type
 * @param even (log(2 cosh(x/2)) - ln 2) / x^2 in x^2, for |x| at most 1
 * @param series (log(1 + u) - u) / u^2 for u from 0 to 1/e
 */
record Softplus(Exponential exponential, Polynomial even, Polynomial series) {

  private static final double NEAR = 1;

  /** Relative errors: near zero 2^-26.6, beyond 2^-27.3. */
  private static final Softplus FLOAT =
      new Softplus(
          Exponential.of(DType.F32),
          Polynomial.of(0x1.ffffd8p-4, -0x1.553eeep-8, 0x1.67fe38p-12, -0x1.6b77aap-16),
          Polynomial.of(
              -0x1.ffffc4p-2,
              0x1.554878p-2,
              -0x1.fe277cp-3,
              0x1.89a854p-3,
              -0x1.0c663ep-3,
              0x1.b4f24cp-5));

  /** Relative errors: near zero 2^-56.5, beyond 2^-55.8. */
  private static final Softplus DOUBLE =
      new Softplus(
          Exponential.of(DType.F64),
          Polynomial.of(
              0x1.ffffffffffffbp-4,
              -0x1.55555555547a6p-8,
              0x1.6c16c16b3a6c3p-12,
              -0x1.ba1ba14afe95fp-16,
              0x1.1ea5c35b7de42p-19,
              -0x1.833aa538a8b15p-23,
              0x1.0cde9b3fb5513p-26,
              -0x1.7a3861a7cb02ep-30,
              0x1.fb8e71e91e9b1p-34,
              -0x1.ea3d4484237c7p-38),
          Polynomial.of(
              -0x1.fffffffffffcep-2,
              0x1.5555555552508p-2,
              -0x1.fffffffdeec7ep-3,
              0x1.9999993dc243bp-3,
              -0x1.55554bd9a94f4p-3,
              0x1.2491a627eef61p-3,
              -0x1.fff0fa8b8bc3cp-4,
              0x1.c69e99bea5179p-4,
              -0x1.969d22c2c6575p-4,
              0x1.6710045557219p-4,
              -0x1.29baa35b8d8e4p-4,
              0x1.a3fe32a07dba7p-5,
              -0x1.aa4d81261f627p-6,
              0x1.bd6936d43a472p-8));

  static Softplus of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** log(1 + e^x). */
  Expr softplus(Expr x) {
    Expr square = x.times(x);
    Expr middle = x.fma(Expr.of(0.5), exponential.ln2High());
    Expr near = square.fma(even.at(square), exponential.ln2Low()).plus(middle);
    Expr u = exponential.decay(x);
    Expr fraction = u.times(u).fma(series.at(u), u);
    Expr far = Expr.choose(x.less(0), Expr.of(0), x).plus(fraction);
    return Expr.choose(x.then(Code.ABS).less(NEAR), near, far);
  }
}
