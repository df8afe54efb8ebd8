// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Exponentials, logarithms and functions of angles, element by element. */
public sealed interface ExponentialOps extends Operations permits Tensor {

  /** e^this, at most 2 ulp off. */
  default Tensor exp() {
    return Engine.apply(new Exponential.Exp(), this);
  }

  /** e^this - 1, at most 2 ulp off near 0 too. */
  default Tensor expm1() {
    return Engine.apply(new Exponential.Expm1(), this);
  }

  /** The natural logarithm, at most 2 ulp off; -inf at 0, NaN below. */
  default Tensor log() {
    return Engine.apply(new Exponential.Log(), this);
  }

  /** log(1 + this), at most 2 ulp off near 0 too. */
  default Tensor log1p() {
    return Engine.apply(new Exponential.Log1p(), this);
  }

  /** The error function, at most 2 ulp off. */
  default Tensor erf() {
    return Engine.apply(new Exponential.Erf(), this);
  }

  /** The sine, radians. */
  default Tensor sin() {
    return Engine.apply(new Exponential.Sin(), this);
  }

  /** The cosine, radians. */
  default Tensor cos() {
    return Engine.apply(new Exponential.Cos(), this);
  }

  /** The tangent, radians. */
  default Tensor tan() {
    return Engine.apply(new Exponential.Tan(), this);
  }

  /** The arc tangent, in radians from -pi/2 to pi/2. */
  default Tensor atan() {
    return Engine.apply(new Exponential.Atan(), this);
  }
}
