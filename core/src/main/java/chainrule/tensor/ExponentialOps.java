// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Exponentials and the error function, element by element. */
public sealed interface ExponentialOps extends Operations permits Tensor {

  /** e^this, at most 2 ulp off. */
  default Tensor exp() {
    return Engine.apply(new Exponential.Exp(), this);
  }

  /** e^this - 1, at most 2 ulp off near 0 too. */
  default Tensor expm1() {
    return Engine.apply(new Exponential.Expm1(), this);
  }

  /** The error function, at most 2 ulp off. */
  default Tensor erf() {
    return Engine.apply(new Exponential.Erf(), this);
  }

  /** 2^this, at most 2 ulp off and exact for integers. */
  default Tensor exp2() {
    return Engine.apply(new Exponential.Exp2(), this);
  }

  /** 1 - erf(this), at most 2 ulp off in the far tail too. */
  default Tensor erfc() {
    return Engine.apply(new Exponential.Erfc(), this);
  }
}
