// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Powers and roots, element by element. */
public sealed interface PowerOps extends Operations permits Tensor {

  /** this * this. */
  default Tensor square() {
    return Engine.apply(new Power.Square(), this);
  }

  /** The square root, correctly rounded; NaN below 0; gradient infinite at 0. */
  default Tensor sqrt() {
    return Engine.apply(new Power.Sqrt(), this);
  }

  /** 1 / this. */
  default Tensor reciprocal() {
    return Engine.apply(new Power.Reciprocal(), this);
  }

  /** this to the power y; x^0 is 1 with gradient 0, at 0 too. */
  default Tensor pow(Tensor y) {
    return Engine.apply(new Power.Pow(), this, y);
  }

  /** this to the power y. */
  default Tensor pow(double y) {
    return pow(Engine.number(this, y));
  }
}
