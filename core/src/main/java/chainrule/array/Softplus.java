// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * log(1 + e^x) = max(x, 0) + log(1 + u) with u = e^-|x|.
 *
 * @param exponential the exponential of the element type
 * @param series (log(1 + u) - u) / u^2 for u from 0 to 1
 */
record Softplus(Exponential exponential, Polynomial series) {

  /** Relative error of log(1 + u): 2^-27.1. */
  private static final Softplus FLOAT =
      new Softplus(
          Exponential.of(DType.F32),
          Polynomial.of(
              -0x1.ffffd2p-2,
              0x1.554deep-2,
              -0x1.ff26e8p-3,
              0x1.935cb4p-3,
              -0x1.3a7aa8p-3,
              0x1.b57a52p-4,
              -0x1.d86450p-5,
              0x1.4b096ap-6,
              -0x1.b2f7bep-9));

  /** Relative error of log(1 + u): 2^-54.6. */
  private static final Softplus DOUBLE =
      new Softplus(
          Exponential.of(DType.F64),
          Polynomial.of(
              -0x1.fffffffffff9fp-2,
              0x1.555555555102bp-2,
              -0x1.fffffffdd3c6fp-3,
              0x1.99999951e5aeap-3,
              -0x1.55554fbd1d7c0p-3,
              0x1.2491fecc852f5p-3,
              -0x1.fffa8b0b08fe8p-4,
              0x1.c6f6a405983c2p-4,
              -0x1.98d28548d687ep-4,
              0x1.712dbe8001ccap-4,
              -0x1.4b0196bf6ddbap-4,
              0x1.202ce6e789a02p-4,
              -0x1.d70e2b9c78c38p-5,
              0x1.5a8571ca4d8dep-5,
              -0x1.b62bbb9d7bd91p-6,
              0x1.c575b45f6efd9p-7,
              -0x1.6b451e3a209edp-8,
              0x1.a24f3969528b9p-10,
              -0x1.31ee1197de99bp-12,
              0x1.a8f5b2aa76817p-16));

  static Softplus of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** log(1 + e^x). */
  Expr softplus(Expr x) {
    Expr u = exponential.decay(x);
    Expr fraction = u.times(u).fma(series.at(u), u);
    return Expr.choose(x.less(0), Expr.of(0), x).plus(fraction);
  }
}
