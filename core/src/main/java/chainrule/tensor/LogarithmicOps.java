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
}
