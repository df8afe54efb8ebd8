// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.error.ArgumentException;

/** To integers, exact, with gradient 0 everywhere; and what a division leaves. */
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

  /**
   * The nearest number with some decimals, halves to even: {@code round(2)} of 0.125 is 0.12,
   * {@code round(-2)} of 1250 is 1200.
   *
   * @throws ArgumentException if the power of ten is outside the type: 38 decimals in F32, 308 in
   *     F64
   */
  default Tensor round(int decimals) {
    DType dtype = ((Tensor) this).dtype();
    int most = dtype == DType.F64 ? 308 : 38;
    if (decimals < -most || decimals > most) {
      throw new ArgumentException(
          "round: " + decimals + " decimals of " + dtype + "; needs -" + most + " to " + most);
    }
    return Engine.apply(new Rounding.RoundTo(decimals), this);
  }

  /** This less its whole part, of the sign of this; gradient 1. */
  default Tensor frac() {
    return Engine.apply(new Rounding.Frac(), this);
  }

  /**
   * What a division by y to a whole quotient, rounded towards 0, leaves: exact, of the sign of
   * this; NaN for y = 0.
   */
  default Tensor fmod(Tensor y) {
    return Engine.apply(new Rounding.Fmod(), this, y);
  }

  /** What a division by y, rounded towards 0, leaves. */
  default Tensor fmod(double y) {
    return fmod(Engine.number("fmod", this, y));
  }

  /**
   * What a division by y to a whole quotient, rounded down, leaves: of the sign of y, rounded once;
   * NaN for y = 0.
   */
  default Tensor remainder(Tensor y) {
    return Engine.apply(new Rounding.Remainder(), this, y);
  }

  /** What a division by y, rounded down, leaves. */
  default Tensor remainder(double y) {
    return remainder(Engine.number("remainder", this, y));
  }

  /**
   * The largest integer not above the exact quotient this / y, so that it fits {@link #remainder};
   * gradient 0.
   */
  default Tensor floorDivide(Tensor y) {
    return Engine.apply(new Rounding.FloorDivide(), this, y);
  }

  /** The largest integer not above this / y. */
  default Tensor floorDivide(double y) {
    return floorDivide(Engine.number("floorDivide", this, y));
  }
}
