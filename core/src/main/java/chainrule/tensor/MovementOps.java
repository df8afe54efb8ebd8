// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;

/** Shapes, axes, parts and types. An axis may be given from the end: -1 is the last. */
public sealed interface MovementOps extends Operations permits Tensor {

  /** The same elements row by row under another shape. */
  default Tensor reshape(Shape shape) {
    return Engine.apply(new Movement.Reshape(shape), this);
  }

  /**
   * The same elements row by row under other sizes, of which one may be -1: whatever is left.
   *
   * @throws ShapeException if the counts differ
   */
  default Tensor reshape(long... sizes) {
    return reshape(Inferred.shape(((Tensor) this).shape(), sizes));
  }

  /** All elements in one row. Shapes: [count]. */
  default Tensor flatten() {
    return reshape(((Tensor) this).count());
  }

  /** The axes in another order: axis i of the result is axis {@code axes[i]} of this. */
  default Tensor permute(int... axes) {
    Shape shape = ((Tensor) this).shape();
    List<Integer> order =
        Arrays.stream(axes).map(axis -> shape.axis(axis, "permute")).boxed().toList();
    return Engine.apply(new Movement.Permute(order), this);
  }

  /** Two axes changed for one another. */
  default Tensor transpose(int one, int other) {
    Shape shape = ((Tensor) this).shape();
    int[] order = new int[shape.rank()];
    Arrays.setAll(order, axis -> axis);
    int first = shape.axis(one, "transpose");
    int second = shape.axis(other, "transpose");
    order[first] = second;
    order[second] = first;
    return permute(order);
  }

  /**
   * The last two axes changed for one another: the matrix transpose.
   *
   * @throws ShapeException if there are fewer than two axes
   */
  default Tensor transpose() {
    Tensor self = (Tensor) this;
    if (self.rank() < 2) {
      throw new ShapeException(
          "transpose: " + self.spec() + " has fewer than two axes",
          "make a row of it with .reshape(1, n) or a column with .reshape(n, 1)");
    }
    return transpose(-2, -1);
  }

  /**
   * The elements from {@code from} up to but without {@code to} along an axis.
   *
   * @throws IndexException if the bounds are not 0 &lt;= from &lt;= to &lt;= size
   */
  default Tensor slice(int axis, long from, long to) {
    return slice(axis, from, to, 1);
  }

  /**
   * Every {@code step}-th element from {@code from} up to but without {@code to} along an axis.
   *
   * @throws IndexException if the bounds are not 0 &lt;= from &lt;= to &lt;= size
   * @throws ArgumentException if the step is not positive
   */
  default Tensor slice(int axis, long from, long to, long step) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "slice");
    long size = shape.size(along);
    if (from < 0 || to < from || to > size) {
      throw new IndexException(
          "slice: from "
              + from
              + " to "
              + to
              + " on axis "
              + axis
              + " of "
              + shape
              + "; needs 0 <= from <= to <= "
              + size);
    }
    if (step < 1) {
      throw new ArgumentException("slice: step " + step + "; needs 1 or more");
    }
    long count = (to - from) / step + ((to - from) % step == 0 ? 0 : 1);
    return Engine.apply(new Movement.Slice(along, from, count, step), this);
  }

  /** The part at one index along an axis, which vanishes. */
  default Tensor select(int axis, long index) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "select");
    if (index < 0 || index >= shape.size(along)) {
      throw new IndexException(
          "select: index "
              + index
              + " on axis "
              + axis
              + " of "
              + shape
              + "; needs 0 to "
              + (shape.size(along) - 1));
    }
    return slice(along, index, index + 1).reshape(shape.without(along));
  }

  /** The elements along an axis in reverse order. */
  default Tensor flip(int axis) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "flip");
    long size = shape.size(along);
    return Engine.apply(new Movement.Slice(along, size - 1, size, -1), this);
  }

  /**
   * Axes of size 1, and missing leading axes, stretched to a shape without copying.
   *
   * @throws ShapeException if another axis would have to stretch
   */
  default Tensor expand(Shape shape) {
    return Engine.apply(new Movement.Expand(shape), this);
  }

  /** This followed by others along an axis; all other sizes must agree. */
  default Tensor concat(int axis, Tensor... others) {
    int along = ((Tensor) this).shape().axis(axis, "concat");
    return Engine.apply(new Movement.Concat(along), this, others);
  }

  /**
   * The same values in another type: F32 rounds to nearest, integers drop the fraction.
   *
   * @return this if it has the type already
   */
  default Tensor to(DType dtype) {
    Tensor self = (Tensor) this;
    return self.dtype() == dtype ? self : Engine.apply(new Movement.Cast(dtype), this);
  }
}
