// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Functions of angles and their hyperbolic kin, element by element. */
public sealed interface TrigonometricOps extends Operations permits Tensor {

  /** The sine, radians. */
  default Tensor sin() {
    return Engine.apply(new Trigonometric.Sin(), this);
  }

  /** The cosine, radians. */
  default Tensor cos() {
    return Engine.apply(new Trigonometric.Cos(), this);
  }

  /** The tangent, radians. */
  default Tensor tan() {
    return Engine.apply(new Trigonometric.Tan(), this);
  }

  /** The arc tangent, in radians from -pi/2 to pi/2. */
  default Tensor atan() {
    return Engine.apply(new Trigonometric.Atan(), this);
  }

  /**
   * The arc sine, in radians from -pi/2 to pi/2; NaN beyond -1 and 1, gradient infinite at them.
   */
  default Tensor asin() {
    return Engine.apply(new Trigonometric.Asin(), this);
  }

  /** The arc cosine, in radians from 0 to pi; NaN beyond -1 and 1, gradient infinite at them. */
  default Tensor acos() {
    return Engine.apply(new Trigonometric.Acos(), this);
  }

  /**
   * The angle of the point (x, this), in radians from -pi to pi; this is the height. Zeros and
   * infinities as in {@link StrictMath#atan2}; gradient NaN at (0, 0).
   */
  default Tensor atan2(Tensor x) {
    return Engine.apply(new Trigonometric.Atan2(), this, x);
  }

  /** The angle of the point (x, this), in radians. */
  default Tensor atan2(double x) {
    return atan2(Engine.number("atan2", this, x));
  }

  /** The hyperbolic sine. */
  default Tensor sinh() {
    return Engine.apply(new Trigonometric.Sinh(), this);
  }

  /** The hyperbolic cosine. */
  default Tensor cosh() {
    return Engine.apply(new Trigonometric.Cosh(), this);
  }

  /** The inverse of the hyperbolic sine. */
  default Tensor asinh() {
    return Engine.apply(new Trigonometric.Asinh(), this);
  }

  /** The inverse of the hyperbolic cosine, 0 or more; NaN below 1, gradient infinite at 1. */
  default Tensor acosh() {
    return Engine.apply(new Trigonometric.Acosh(), this);
  }

  /** The inverse of the hyperbolic tangent; infinite at -1 and 1, NaN beyond. */
  default Tensor atanh() {
    return Engine.apply(new Trigonometric.Atanh(), this);
  }
}
