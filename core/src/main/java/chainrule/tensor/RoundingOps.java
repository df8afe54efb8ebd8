// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** To integers, exact; gradient 0 everywhere. */
public sealed interface RoundingOps extends Operations permits Tensor {

  /** The nearest integer, halves to even. */
  default Tensor round() {
    return Engine.apply(new Rounding.Round(), this);
  }

  /** The largest integer not above this. */
  default Tensor floor() {
    return Engine.apply(new Rounding.Floor(), this);
  }

  /** The smallest integer not below this. */
  default Tensor ceil() {
    return Engine.apply(new Rounding.Ceil(), this);
  }

  /** This without its fraction. */
  default Tensor trunc() {
    return Engine.apply(new Rounding.Trunc(), this);
  }
}
