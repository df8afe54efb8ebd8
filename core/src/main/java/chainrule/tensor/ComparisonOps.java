// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;

/** Comparisons give BOOL; a comparison with NaN does not hold. None passes a gradient. */
public sealed interface ComparisonOps extends Operations permits Tensor {

  /** this &lt; y. */
  default Tensor less(Tensor y) {
    return Engine.apply(new Comparison.Less(), this, y);
  }

  /** this &lt; y. */
  default Tensor less(double y) {
    return less(Engine.number("less", this, y));
  }

  /** this &lt;= y. */
  default Tensor lessEqual(Tensor y) {
    return Engine.apply(new Comparison.LessEqual(), this, y);
  }

  /** this &lt;= y. */
  default Tensor lessEqual(double y) {
    return lessEqual(Engine.number("lessEqual", this, y));
  }

  /** this &gt; y. */
  default Tensor greater(Tensor y) {
    return Named.method("greater", () -> Engine.apply(new Comparison.Less(), y, (Tensor) this));
  }

  /** this &gt; y. */
  default Tensor greater(double y) {
    return greater(Engine.number("greater", this, y));
  }

  /** this &gt;= y. */
  default Tensor greaterEqual(Tensor y) {
    return Named.method(
        "greaterEqual", () -> Engine.apply(new Comparison.LessEqual(), y, (Tensor) this));
  }

  /** this &gt;= y. */
  default Tensor greaterEqual(double y) {
    return greaterEqual(Engine.number("greaterEqual", this, y));
  }

  /** this == y; element by element, unlike {@link Object#equals}. */
  default Tensor equal(Tensor y) {
    return Engine.apply(new Comparison.Equal(), this, y);
  }

  /** this == y. */
  default Tensor equal(double y) {
    return equal(Engine.number("equal", this, y));
  }

  /** this != y; NaN differs from everything, itself too. */
  default Tensor notEqual(Tensor y) {
    return Engine.apply(new Comparison.NotEqual(), this, y);
  }

  /** this != y. */
  default Tensor notEqual(double y) {
    return notEqual(Engine.number("notEqual", this, y));
  }

  /** Whether elements agree to 1e-5 of those of y, or to 1e-8; NaN is close to nothing. */
  default Tensor isClose(Tensor y) {
    return isClose(y, 1e-5, 1e-8);
  }

  /**
   * {@code |this - y| <= absolute + relative * |y|}; equal infinities are close, NaN is close to
   * nothing.
   *
   * @throws ArgumentException if a tolerance is negative or not finite
   */
  default Tensor isClose(Tensor y, double relative, double absolute) {
    double most = Math.max(relative, absolute);
    if (!(Math.min(relative, absolute) >= 0 && most < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException(
          "isClose: tolerances "
              + relative
              + " and "
              + absolute
              + "; needs finite numbers of 0 or more");
    }
    return Engine.apply(new Comparison.IsClose(relative, absolute), this, y);
  }

  /** Whether {@link #isClose(Tensor, double, double)} holds everywhere; true of nothing. */
  default boolean allClose(Tensor y, double relative, double absolute) {
    return Named.method(
        "allClose",
        () -> {
          for (long close : isClose(y, relative, absolute).toLongs()) {
            if (close == 0) {
              return false;
            }
          }
          return true;
        });
  }

  /** Whether elements are NaN. Types: F32, F64. */
  default Tensor isNan() {
    return Engine.apply(new Comparison.IsNan(), this);
  }

  /** Whether elements are infinite, of either sign. Types: F32, F64. */
  default Tensor isInf() {
    return Engine.apply(new Comparison.IsInf(), this);
  }

  /** Whether elements are neither infinite nor NaN. Types: F32, F64. */
  default Tensor isFinite() {
    return Engine.apply(new Comparison.IsFinite(), this);
  }

  /** Both conditions. Types: BOOL. */
  default Tensor and(Tensor y) {
    return Engine.apply(new Comparison.And(), this, y);
  }

  /** Either condition. Types: BOOL. */
  default Tensor or(Tensor y) {
    return Engine.apply(new Comparison.Or(), this, y);
  }

  /** One condition but not the other. Types: BOOL. */
  default Tensor xor(Tensor y) {
    return Engine.apply(new Comparison.Xor(), this, y);
  }

  /** The condition does not hold. Types: BOOL. */
  default Tensor not() {
    return Engine.apply(new Comparison.Not(), this);
  }

  /** {@code yes} where this condition holds, {@code no} elsewhere. Types: BOOL, then numbers. */
  default Tensor where(Tensor yes, Tensor no) {
    return Engine.apply(new Comparison.Where(), this, yes, no);
  }

  /** {@code yes} where this condition holds, a number elsewhere. */
  default Tensor where(Tensor yes, double no) {
    return where(yes, Engine.number("where", yes, no));
  }

  /** A number where this condition holds, {@code no} elsewhere. */
  default Tensor where(double yes, Tensor no) {
    return where(Engine.number("where", no, yes), no);
  }
}
