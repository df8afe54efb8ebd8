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
    return pow(Engine.number("pow", this, y));
  }

  /** 1 / the square root; +inf at 0, NaN below. */
  default Tensor rsqrt() {
    return Engine.apply(new Power.Rsqrt(), this);
  }

  /** The cube root, of the sign of this; gradient infinite at 0. */
  default Tensor cbrt() {
    return Engine.apply(new Power.Cbrt(), this);
  }

  /**
   * The length of the vector (this, y): the root of this^2 + y^2 without overflow on the way;
   * gradient 0 at (0, 0).
   */
  default Tensor hypot(Tensor y) {
    return Engine.apply(new Power.Hypot(), this, y);
  }

  /** The length of the vector (this, y). */
  default Tensor hypot(double y) {
    return hypot(Engine.number("hypot", this, y));
  }
}
