// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Shapes, axes and types. An axis may be given from the end: -1 is the last. */
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
    return reshape(Inferred.shape("reshape", ((Tensor) this).shape(), sizes));
  }

  /** All elements in one row. Shapes: [count]. */
  default Tensor flatten() {
    return reshape(((Tensor) this).count());
  }

  /**
   * The axes from one to another, both included, made one: their elements in row-major order.
   *
   * @throws IndexException if {@code to} stands before {@code from}
   */
  default Tensor flatten(int from, int to) {
    Shape shape = ((Tensor) this).shape();
    int first = shape.axis(from, "flatten");
    int last = shape.axis(to, "flatten");
    if (last < first) {
      throw new IndexException(
          "flatten: axes " + from + " to " + to + " of shape " + shape + "; the first comes first");
    }
    long count = 1;
    for (int axis = first; axis <= last; axis++) {
      count = Exact.times("flatten", count, shape.size(axis));
    }
    return reshape(
        shape.part(0, first).concat(Shape.of(count)).concat(shape.part(last + 1, shape.rank())));
  }

  /**
   * An axis parted into several, of which one may be -1: whatever is left.
   *
   * @throws ShapeException if the sizes do not multiply to that of the axis
   */
  default Tensor unflatten(int axis, long... sizes) {
    Shape shape = ((Tensor) this).shape();
    int parted = shape.axis(axis, "unflatten");
    Shape inner = Inferred.shape("unflatten", shape.part(parted, parted + 1), sizes);
    if (sizes.length == 0 || inner.count() != shape.size(parted)) {
      throw new ShapeException(
          "unflatten: axis "
              + axis
              + " of shape "
              + shape
              + " has size "
              + shape.size(parted)
              + ", sizes "
              + inner
              + " make "
              + inner.count());
    }
    return reshape(
        shape.part(0, parted).concat(inner).concat(shape.part(parted + 1, shape.rank())));
  }

  /**
   * Without axes of size 1: those named, or all if none is. A named axis of another size stays, as
   * in PyTorch.
   */
  default Tensor squeeze(int... axes) {
    Shape shape = ((Tensor) this).shape();
    BitSet named = new BitSet();
    for (int axis : axes) {
      named.set(shape.axis(axis, "squeeze"));
    }
    long[] left =
        IntStream.range(0, shape.rank())
            .filter(axis -> shape.size(axis) != 1 || (axes.length > 0 && !named.get(axis)))
            .mapToLong(shape::size)
            .toArray();
    return reshape(Shape.of(left));
  }

  /**
   * A new axis of size 1 in front of an axis; -1 puts it last.
   *
   * @throws IndexException if the axis is not within {@code -rank - 1} to {@code rank}
   */
  default Tensor unsqueeze(int axis) {
    Shape shape = ((Tensor) this).shape();
    return reshape(shape.inserted(Inferred.newAxis("unsqueeze", axis, shape), 1));
  }

  /** The axes in another order: axis i of the result is axis {@code axes[i]} of this. */
  default Tensor permute(int... axes) {
    Shape shape = ((Tensor) this).shape();
    List<Integer> order =
        Arrays.stream(axes).map(axis -> shape.axis(axis, "permute")).boxed().toList();
    return Engine.apply(new Movement.Permute(order), this);
  }

  /** An axis moved to another place; the others keep their order. */
  default Tensor moveAxis(int from, int to) {
    Shape shape = ((Tensor) this).shape();
    int moved = shape.axis(from, "moveAxis");
    int place = shape.axis(to, "moveAxis");
    List<Integer> order = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
    order.remove(Integer.valueOf(moved));
    order.add(place, moved);
    return permute(order.stream().mapToInt(axis -> axis).toArray());
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
   * Axes of size 1, and missing leading axes, stretched to a shape without copying.
   *
   * @throws ShapeException if another axis would have to stretch
   */
  default Tensor expand(Shape shape) {
    return Engine.apply(new Movement.Expand(shape), this);
  }

  /**
   * Axes of size 1, and missing leading axes, stretched without copying; -1 keeps a size.
   *
   * @throws ShapeException if another axis would have to stretch
   */
  default Tensor expand(long... sizes) {
    return expand(Inferred.stretched(((Tensor) this).shape(), sizes));
  }

  /** Stretched to the shape of another tensor. */
  default Tensor expandAs(Tensor other) {
    return Named.method("expandAs", () -> expand(other.shape()));
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
