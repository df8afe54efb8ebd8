// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.error.ArgumentException;

/**
 * Arithmetic on tensors. Shapes broadcast; types must agree; Java numbers take the tensor's.
 *
 * <p>Sums, products, signs and extremes take I32, I64 and U8 too: exact, I32 and I64 wrap as in
 * Java, U8 is modulo 256. A Java number beside them must be one of their values.
 */
public sealed interface ArithmeticOps extends Operations permits Tensor {

  /** this + y. */
  default Tensor plus(Tensor y) {
    return Engine.apply(new Arithmetic.Add(), this, y);
  }

  /** this + y. */
  default Tensor plus(double y) {
    return plus(Engine.number("plus", this, y));
  }

  /** this - y. */
  default Tensor minus(Tensor y) {
    return Engine.apply(new Arithmetic.Sub(), this, y);
  }

  /** this - y. */
  default Tensor minus(double y) {
    return minus(Engine.number("minus", this, y));
  }

  /** this * y, element by element; {@link Tensor#matmul} is the matrix product. */
  default Tensor times(Tensor y) {
    return Engine.apply(new Arithmetic.Mul(), this, y);
  }

  /** this * y. */
  default Tensor times(double y) {
    return times(Engine.number("times", this, y));
  }

  /** this / y; x / 0 is infinite or NaN as IEEE 754 says. */
  default Tensor over(Tensor y) {
    return Engine.apply(new Arithmetic.Div(), this, y);
  }

  /** this / y. */
  default Tensor over(double y) {
    return over(Engine.number("over", this, y));
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
    return maximum(Engine.number("maximum", this, y));
  }

  /** The smaller of this and y, NaN if either is; at a tie half of the gradient to each. */
  default Tensor minimum(Tensor y) {
    return Engine.apply(new Arithmetic.Minimum(), this, y);
  }

  /** The smaller of this and y. */
  default Tensor minimum(double y) {
    return minimum(Engine.number("minimum", this, y));
  }

  /**
   * This held between two bounds, both included; NaN stays NaN, with gradient 0.
   *
   * @throws ArgumentException if a bound is NaN or they are the wrong way round
   */
  default Tensor clamp(double low, double high) {
    if (!(low <= high)) {
      throw new ArgumentException("clamp: bounds " + low + " and " + high + "; needs low <= high");
    }
    return Engine.apply(new Arithmetic.Clamp(low, high), this);
  }

  /** This held above a bound, which is included; NaN stays NaN, with gradient 0. */
  default Tensor clampMin(double low) {
    return clamp(low, Double.POSITIVE_INFINITY);
  }

  /** This held below a bound, which is included; NaN stays NaN, with gradient 0. */
  default Tensor clampMax(double high) {
    return clamp(Double.NEGATIVE_INFINITY, high);
  }

  /**
   * This held between two bounds, element by element, both included; {@code high} where they are
   * the wrong way round. The gradient goes to this inside and at the bounds, to the bound outside.
   */
  default Tensor clamp(Tensor low, Tensor high) {
    return Engine.apply(new Arithmetic.ClampBetween(), this, low, high);
  }

  /** |this| with the sign of y, also of -0; gradient 0 where this is 0. */
  default Tensor copysign(Tensor y) {
    return Engine.apply(new Arithmetic.CopySign(), this, y);
  }

  /** |this| with the sign of y. */
  default Tensor copysign(double y) {
    return copysign(Engine.number("copysign", this, y));
  }

  /**
   * The point between this and {@code end} at a weight: this at 0, end at 1, exactly.
   *
   * <p>{@code this + weight * (end - this)} where |weight| is below 1/2, {@code end - (end - this)
   * * (1 - weight)} elsewhere.
   */
  default Tensor lerp(Tensor end, Tensor weight) {
    return Engine.apply(new Arithmetic.Lerp(), this, end, weight);
  }

  /** The point between this and {@code end} at a weight. */
  default Tensor lerp(Tensor end, double weight) {
    return lerp(end, Engine.number("lerp", this, weight));
  }

  /**
   * This with 0 for NaN and the largest numbers of the type for the infinities; gradient 0 there.
   */
  default Tensor nanToNum() {
    double most = ((Tensor) this).dtype() == DType.F64 ? Double.MAX_VALUE : Float.MAX_VALUE;
    return nanToNum(0, most, -most);
  }

  /** This with the given numbers for NaN, inf and -inf; gradient 0 there. */
  default Tensor nanToNum(double nan, double positive, double negative) {
    return Engine.apply(new Arithmetic.NanToNum(nan, positive, negative), this);
  }

  /** this * y + z, rounded once. */
  default Tensor fma(Tensor y, Tensor z) {
    return Engine.apply(new Arithmetic.Fma(), this, y, z);
  }
}
