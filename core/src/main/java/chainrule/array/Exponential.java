// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * e^x and the functions made of it.
 *
 * <p>Arguments out of range are not clamped but their results replaced: nothing waits for that.
 *
 * <p>The argument is written as x = k ln 2 + r with an integer k, so that e^x = 2^k e^r. Adding and
 * subtracting 1.5 * 2^p, p the bits of the fraction, rounds to an integer. ln 2 is subtracted in
 * two parts by fma: the first difference is exact (Muller 2016, section 11.2).
 *
 * @param integers adding this leaves no room for a fraction
 * @param ln2High ln 2, rounded
 * @param ln2Low ln 2 less {@code ln2High}, rounded
 * @param lowest below this e^x is less than half the smallest number
 * @param highest above this e^x overflows
 * @param lift an even k added where 2^k would not be normal for {@code lowest}
 * @param nothing this and its square are lost beside numbers that are not far below it
 * @param saturation above this tanh x is 1, below its negative double e^x - 1 is -1
 * @param tiny below this e^x - 1 is x
 * @param narrow (e^r - 1) / r for |r| at most ln(2) / 2
 * @param narrowTwice (e^2r - 1) / r for |r| at most ln(2) / 4
 * @param tangent (tanh(x) / x - 1) / x^2 as a polynomial in x^2, for |x| at most 0.55
 */
record Exponential(
    double integers,
    double ln2High,
    double ln2Low,
    double lowest,
    double highest,
    int lift,
    double nothing,
    double saturation,
    double tiny,
    Polynomial narrow,
    Polynomial narrowTwice,
    Polynomial tangent) {

  private static final double LOG2_E = 0x1.71547652b82fep0;

  /** Where tanh is 1/2: beyond, 1 - 2 / (e^2x + 1) loses nothing. */
  private static final double TANH_HALF = 0.5495;

  private static final Exponential FLOAT = ofFloat();
  private static final Exponential DOUBLE = ofDouble();

  static Exponential of(DType dtype) {
    return dtype == DType.F32 ? FLOAT : DOUBLE;
  }

  /** Relative errors of e^r: 2^-28.2; of tanh: 2^-29.7. */
  private static Exponential ofFloat() {
    Polynomial narrow =
        Polynomial.of(
            1, 0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558d2p-5, 0x1.1239d0p-7, 0x1.6a2466p-10);
    Polynomial tangent =
        Polynomial.of(-0x1.55554cp-2, 0x1.110d66p-3, -0x1.b9310cp-5, 0x1.5979a4p-6, -0x1.9c5ff6p-8);
    return new Exponential(
        0x1.8p23,
        0x1.62e430p-1,
        -0x1.05c610p-29,
        -104,
        89,
        30,
        0x1p-103,
        10,
        0x1p-26,
        narrow,
        narrow.doubled(),
        tangent);
  }

  /** Relative errors of e^r: 2^-56.3; of tanh: 2^-54.9. */
  private static Exponential ofDouble() {
    Polynomial narrow =
        Polynomial.of(
            1,
            0x1.000000000000ap-1,
            0x1.55555555554fap-3,
            0x1.555555555088ap-5,
            0x1.1111111127b7ep-7,
            0x1.6c16c18426e4bp-10,
            0x1.a01a012a71e4ep-13,
            0x1.a0199a158c480p-16,
            0x1.71df2529d2578p-19,
            0x1.28ad69ee1ccddp-22,
            0x1.ad7f937d3a8b8p-26);
    Polynomial tangent =
        Polynomial.of(
            -0x1.555555555549ep-2,
            0x1.111111110295cp-3,
            -0x1.ba1ba1ad70620p-5,
            0x1.664f45c2ad485p-6,
            -0x1.226ddd43e844ep-7,
            0x1.d6c61d3e4322bp-9,
            -0x1.7cf3b987f5e13p-10,
            0x1.2fa2730c4d60bp-11,
            -0x1.b9093571d2509p-13,
            0x1.abffb278a91b7p-15);
    return new Exponential(
        0x1.8p52,
        0x1.62e42fefa39efp-1,
        0x1.abc9e3b39803fp-56,
        -746,
        710,
        60,
        0x1p-900,
        20,
        0x1p-55,
        narrow,
        narrow.doubled(),
        tangent);
  }

  /** e^x. */
  Expr exp(Expr x) {
    Expr shifted = x.fma(Expr.of(LOG2_E), integers);
    Expr value = power(reduce(x, integer(shifted), 1), shifted, x);
    return bounded(lowest, highest, x, value);
  }

  /** 2^x = 2^k e^(r ln 2), where r = x - k is exact. */
  Expr exp2(Expr x) {
    Expr shifted = x.plus(integers);
    Expr r = x.minus(integer(shifted));
    Expr value = power(r.fma(Expr.of(ln2High), r.times(ln2Low)), shifted, x);
    return bounded(lowest * LOG2_E, highest * LOG2_E, x, value);
  }

  /**
   * 2^k e^r for a k of the sign of x. Since no normal number need be 2^k, a quarter of e^r is
   * scaled by more than that, and one fma takes the rest away: it alone rounds a subnormal result,
   * or overflows. A product would, on AMD's Zen 5, take 20 times as long to be subnormal.
   */
  private Expr power(Expr r, Expr shifted, Expr x) {
    Expr small = x.less(0);
    Expr lifted = Expr.choose(small, shifted.plus(lift), shifted);
    Expr rest = Expr.choose(small, Expr.of(Math.scalb(4.0, -lift)), Expr.of(4));
    Expr quarter = narrow.times(0.25).at(r).fma(r, 0.25);
    return Expr.of(Code.SCALE, quarter, lifted).fma(rest, 0);
  }

  /** 0 below the one bound, infinite above the other, NaN for NaN, and the value between. */
  private static Expr bounded(double low, double high, Expr x, Expr value) {
    Expr most = x.plus(Double.POSITIVE_INFINITY);
    Expr upper = Expr.choose(x.lessEqual(Expr.of(high)), value, most);
    return Expr.choose(x.less(low), Expr.of(0), upper);
  }

  /** e^-x^2 (factor + lost) for an x of which that may be subnormal but is not 0. */
  Expr bell(Expr x, Expr factor, Expr lost) {
    Expr square = x.times(x);
    Expr squareLost = x.fma(x, square.negate());
    Expr k = integer(square.fma(Expr.of(-LOG2_E), integers));
    Expr half = integer(k.fma(Expr.of(0.5), integers));
    Expr low = k.fma(Expr.of(-ln2Low), squareLost.negate());
    Expr r = k.fma(Expr.of(-ln2High), square.negate()).plus(low);
    Expr change = r.times(r).fma(narrow.tail().at(r), r);
    return factor
        .plus(change.fma(factor, change.fma(lost, lost)))
        .times(half.then(Code.POWER_OF_TWO))
        .times(k.minus(half).then(Code.POWER_OF_TWO));
  }

  /**
   * e^x - 1 = 2^k (r + v) + (2^k - 1), where v = e^r - 1 - r is small and the subtracted parts of
   * ln 2 enter one by one. It is computed halved, as 2^k may overflow, and then doubled.
   */
  Expr expm1(Expr x) {
    Expr k = integer(x.fma(Expr.of(LOG2_E), integers));
    Expr high = k.fma(Expr.of(-ln2High), x);
    Expr low = k.times(-ln2Low);
    Expr r = high.plus(low);
    Expr v = r.times(r).fma(narrow.tail().at(r), low);
    Expr power = k.minus(1).then(Code.POWER_OF_TWO);
    Expr half = v.fma(power, high.fma(power, power.minus(0.5)));
    Expr value = Expr.choose(x.then(Code.ABS).less(tiny), x, half.times(2));
    return above(highest, x, Double.POSITIVE_INFINITY, below(-2 * saturation, x, -1, value));
  }

  /**
   * 1 / (1 + e^-x), from u = e^-|x|: s = u / (1 + u) on the negative side, 1 - s on the other. s is
   * taken as u - u s, which forgets most of the rounding of 1 + u and of the quotient. That is kept
   * out of the subnormals, which take their time, where it does not matter.
   */
  Expr sigmoid(Expr x) {
    Expr u = decay(x);
    Expr minusQuotient = u.plus(nothing).over(Expr.of(-1).minus(u));
    Expr small = minusQuotient.fma(u, u);
    return Expr.choose(x.less(0), small, Expr.of(1).minus(small));
  }

  /** tanh x: an odd polynomial near zero, 1 - 2 / (e^2x + 1) beyond. */
  Expr tanh(Expr x) {
    Expr size = x.then(Code.ABS);
    Expr k = integer(size.fma(Expr.of(2 * LOG2_E), integers));
    Expr r = reduce(size, k, 0.5);
    Expr power = k.then(Code.POWER_OF_TWO);
    Expr denominator = narrowTwice.at(r).fma(r.times(power), power.plus(1));
    Expr large = Expr.of(1).minus(Expr.of(2).over(denominator));
    Expr square = size.times(size);
    Expr small = size.times(square).fma(tangent.at(square), size);
    Expr value = Expr.choose(size.less(TANH_HALF), small, large);
    return Expr.of(Code.COPY_SIGN, above(saturation, size, 1, value), x);
  }

  /** e^-|x|, rounded once even in the subnormals; x - x is 0, or NaN if x is. */
  Expr decay(Expr x) {
    Expr size = x.then(Code.ABS);
    double origin = integers + lift;
    Expr shifted = size.fma(Expr.of(-LOG2_E), origin);
    Expr near = near(reduce(size.negate(), shifted.minus(origin), 1));
    Expr lifted = Expr.of(Code.SCALE, near, shifted);
    Expr value = lifted.fma(Expr.of(Math.scalb(1.0, -lift)), x.minus(x));
    return above(-lowest, size, 0, value);
  }

  /** e^-x for an x from 0 to 80, where that is a normal number. */
  Expr shortDecay(Expr x) {
    Expr shifted = x.fma(Expr.of(-LOG2_E), integers);
    Expr k = integer(shifted);
    return near(reduce(x.negate(), k, 1)).times(k.then(Code.POWER_OF_TWO));
  }

  /** e^r. */
  private Expr near(Expr r) {
    return narrow.at(r).fma(r, 1);
  }

  private Expr integer(Expr shifted) {
    return shifted.minus(integers);
  }

  /** x - k * factor * ln 2, with one rounding. */
  private Expr reduce(Expr x, Expr k, double factor) {
    return k.fma(Expr.of(-factor * ln2Low), k.fma(Expr.of(-factor * ln2High), x));
  }

  /** The limit where x is above a bound, the value elsewhere and for NaN. */
  static Expr above(double bound, Expr x, double limit, Expr value) {
    return Expr.choose(Expr.of(bound).less(x), Expr.of(limit), value);
  }

  private static Expr below(double bound, Expr x, double limit, Expr value) {
    return Expr.choose(x.less(bound), Expr.of(limit), value);
  }
}
