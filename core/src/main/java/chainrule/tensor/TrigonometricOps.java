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
}
