// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Logarithms, element by element. */
public sealed interface LogarithmicOps extends Operations permits Tensor {

  /** The natural logarithm, at most 2 ulp off; -inf at 0, NaN below. */
  default Tensor log() {
    return Engine.apply(new Logarithmic.Log(), this);
  }

  /** log(1 + this), at most 2 ulp off near 0 too. */
  default Tensor log1p() {
    return Engine.apply(new Logarithmic.Log1p(), this);
  }

  /** The logarithm to base 2, at most 2 ulp off and exact for powers of 2; -inf at 0, NaN below. */
  default Tensor log2() {
    return Engine.apply(new Logarithmic.Log2(), this);
  }

  /** The logarithm to base 10, exact for powers of 10; -inf at 0, NaN below. */
  default Tensor log10() {
    return Engine.apply(new Logarithmic.Log10(), this);
  }

  /** this * log(y), and 0 where this is 0 unless y is NaN. */
  default Tensor xlogy(Tensor y) {
    return Engine.apply(new Logarithmic.Xlogy(), this, y);
  }

  /** this * log(y), and 0 where this is 0. */
  default Tensor xlogy(double y) {
    return xlogy(Engine.number("xlogy", this, y));
  }

  /** this * log(1 + y), and 0 where this is 0 unless y is NaN; right for y near 0 too. */
  default Tensor xlog1py(Tensor y) {
    return Engine.apply(new Logarithmic.Xlog1py(), this, y);
  }

  /** this * log(1 + y), and 0 where this is 0. */
  default Tensor xlog1py(double y) {
    return xlog1py(Engine.number("xlog1py", this, y));
  }

  /**
   * log(e^this + e^y), without overflow on the way. A result nearer to 0 than 2^-48 is right to
   * 2^-100.
   */
  default Tensor logaddexp(Tensor y) {
    return Engine.apply(new Logarithmic.Logaddexp(), this, y);
  }

  /** log(e^this + e^y). */
  default Tensor logaddexp(double y) {
    return logaddexp(Engine.number("logaddexp", this, y));
  }
}
