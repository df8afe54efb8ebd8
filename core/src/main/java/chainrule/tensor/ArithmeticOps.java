// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** Arithmetic on tensors. Shapes broadcast; types must agree; Java numbers take the tensor's. */
public sealed interface ArithmeticOps extends Operations permits Tensor {

  /** this + y. */
  default Tensor plus(Tensor y) {
    return Engine.apply(new Arithmetic.Add(), this, y);
  }

  /** this + y. */
  default Tensor plus(double y) {
    return plus(Engine.number(this, y));
  }

  /** this - y. */
  default Tensor minus(Tensor y) {
    return Engine.apply(new Arithmetic.Sub(), this, y);
  }

  /** this - y. */
  default Tensor minus(double y) {
    return minus(Engine.number(this, y));
  }

  /** this * y, element by element; {@link Tensor#matmul} is the matrix product. */
  default Tensor times(Tensor y) {
    return Engine.apply(new Arithmetic.Mul(), this, y);
  }

  /** this * y. */
  default Tensor times(double y) {
    return times(Engine.number(this, y));
  }

  /** this / y; x / 0 is infinite or NaN as IEEE 754 says. */
  default Tensor over(Tensor y) {
    return Engine.apply(new Arithmetic.Div(), this, y);
  }

  /** this / y. */
  default Tensor over(double y) {
    return over(Engine.number(this, y));
  }

  /** -this. */
  default Tensor negate() {
    return Engine.apply(new Arithmetic.Neg(), this);
  }

  /** |this|; gradient 0 at 0. */
  default Tensor abs() {
    return Engine.apply(new Arithmetic.Abs(), this);
  }

  /** -1, 0 or 1; NaN stays NaN; gradient 0. */
  default Tensor sign() {
    return Engine.apply(new Arithmetic.Sign(), this);
  }

  /** The larger of this and y, NaN if either is; at a tie half of the gradient to each. */
  default Tensor maximum(Tensor y) {
    return Engine.apply(new Arithmetic.Maximum(), this, y);
  }

  /** The larger of this and y. */
  default Tensor maximum(double y) {
    return maximum(Engine.number(this, y));
  }

  /** The smaller of this and y, NaN if either is; at a tie half of the gradient to each. */
  default Tensor minimum(Tensor y) {
    return Engine.apply(new Arithmetic.Minimum(), this, y);
  }

  /** The smaller of this and y. */
  default Tensor minimum(double y) {
    return minimum(Engine.number(this, y));
  }

  /**
   * This held between two bounds, both included; NaN stays NaN.
   *
   * @throws ArgumentException if a bound is NaN or they are the wrong way round
   */
  default Tensor clamp(double low, double high) {
    if (!(low <= high)) {
      throw new ArgumentException("clamp: bounds " + low + " and " + high + "; needs low <= high");
    }
    return Engine.apply(new Arithmetic.Clamp(low, high), this);
  }

  /** this * y + z, rounded once. */
  default Tensor fma(Tensor y, Tensor z) {
    return Engine.apply(new Arithmetic.Fma(), this, y, z);
  }
}
