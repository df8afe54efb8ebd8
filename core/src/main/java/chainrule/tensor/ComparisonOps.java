// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Comparisons give BOOL; a comparison with NaN does not hold. None passes a gradient. */
public sealed interface ComparisonOps extends Operations permits Tensor {

  /** this &lt; y. */
  default Tensor less(Tensor y) {
    return Engine.apply(new Comparison.Less(), this, y);
  }

  /** this &lt; y. */
  default Tensor less(double y) {
    return less(Engine.number(this, y));
  }

  /** this &lt;= y. */
  default Tensor lessEqual(Tensor y) {
    return Engine.apply(new Comparison.LessEqual(), this, y);
  }

  /** this &lt;= y. */
  default Tensor lessEqual(double y) {
    return lessEqual(Engine.number(this, y));
  }

  /** this &gt; y. */
  default Tensor greater(Tensor y) {
    return Engine.apply(new Comparison.Less(), y, (Tensor) this);
  }

  /** this &gt; y. */
  default Tensor greater(double y) {
    return greater(Engine.number(this, y));
  }

  /** this &gt;= y. */
  default Tensor greaterEqual(Tensor y) {
    return Engine.apply(new Comparison.LessEqual(), y, (Tensor) this);
  }

  /** this &gt;= y. */
  default Tensor greaterEqual(double y) {
    return greaterEqual(Engine.number(this, y));
  }

  /** this == y; element by element, unlike {@link Object#equals}. */
  default Tensor equal(Tensor y) {
    return Engine.apply(new Comparison.Equal(), this, y);
  }

  /** this == y. */
  default Tensor equal(double y) {
    return equal(Engine.number(this, y));
  }

  /** Both conditions. Types: BOOL. */
  default Tensor and(Tensor y) {
    return Engine.apply(new Comparison.And(), this, y);
  }

  /** Either condition. Types: BOOL. */
  default Tensor or(Tensor y) {
    return Engine.apply(new Comparison.Or(), this, y);
  }

  /** The condition does not hold. Types: BOOL. */
  default Tensor not() {
    return Engine.apply(new Comparison.Not(), this);
  }

  /** {@code yes} where this condition holds, {@code no} elsewhere. Types: BOOL, then numbers. */
  default Tensor where(Tensor yes, Tensor no) {
    return Engine.apply(new Comparison.Where(), this, yes, no);
  }
}
