// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Parts: ranges, windows, diagonals, as views. Axes may be negative, bounds may not. */
public sealed interface SectionOps extends Operations permits Tensor {

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
    return Engine.apply(new Section.Slice(along, from, count, step), this);
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

  /**
   * The elements along each of some axes in reverse order.
   *
   * @throws IndexException if an axis is named twice
   */
  default Tensor flip(int... axes) {
    Shape shape = ((Tensor) this).shape();
    BitSet turned = new BitSet();
    Tensor result = (Tensor) this;
    for (int axis : axes) {
      int along = shape.axis(axis, "flip");
      if (turned.get(along)) {
        throw new IndexException(
            "flip: axes " + Arrays.toString(axes) + " of shape " + shape + "; needs each once");
      }
      turned.set(along);
      long size = shape.size(along);
      result = Engine.apply(new Section.Slice(along, size - 1, size, -1), result);
    }
    return result;
  }

  /**
   * Parts of a size along an axis, in order; the last may be smaller.
   *
   * @throws ArgumentException if the size is not positive
   * @throws LimitException if there would be too many parts to hold
   */
  default List<Tensor> split(int axis, long size) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "split");
    if (size < 1) {
      throw new ArgumentException("split: parts of size " + size + "; needs 1 or more");
    }
    long whole = shape.size(along);
    long count = Math.max(1, whole / size + (whole % size == 0 ? 0 : 1));
    return Parts.list(
        "split",
        count,
        part -> {
          long from = part * size;
          return slice(along, from, from + Math.min(size, whole - from));
        });
  }

  /**
   * Parts of given sizes along an axis, in order.
   *
   * @throws ShapeException if the sizes do not add up to that of the axis
   */
  default List<Tensor> splitSizes(int axis, long... sizes) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "splitSizes");
    long left = shape.size(along);
    for (long size : sizes) {
      left = size < 0 || size > left ? Long.MIN_VALUE : left - size;
    }
    if (left != 0) {
      throw new ShapeException(
          "splitSizes: sizes "
              + Arrays.toString(sizes)
              + " of axis "
              + axis
              + " of shape "
              + shape
              + "; they must add up to "
              + shape.size(along));
    }
    List<Tensor> parts = new ArrayList<>();
    long from = 0;
    for (long size : sizes) {
      parts.add(slice(along, from, from + size));
      from += size;
    }
    return List.copyOf(parts);
  }

  /**
   * At most {@code count} parts of equal size along an axis, the last smaller; fewer where the size
   * does not allow it, as in PyTorch.
   *
   * @throws ArgumentException if the count is not positive
   */
  default List<Tensor> chunk(int axis, int count) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "chunk");
    if (count < 1) {
      throw new ArgumentException("chunk: " + count + " parts; needs 1 or more");
    }
    long size = shape.size(along);
    if (size == 0) {
      return Parts.list("chunk", count, _ -> slice(along, 0, 0));
    }
    return split(along, size / count + (size % count == 0 ? 0 : 1));
  }

  /** The parts at every index along an axis, which vanishes. */
  default List<Tensor> unbind(int axis) {
    Shape shape = ((Tensor) this).shape();
    int along = shape.axis(axis, "unbind");
    return Parts.list("unbind", shape.size(along), index -> select(along, index));
  }

  /** The main diagonal of the first two axes. Shapes: [n, m, ..] gives [.., min(n, m)]. */
  default Tensor diagonal() {
    return diagonal(0, 0, 1);
  }

  /**
   * The elements (i, i + offset) of two axes, which vanish, along a new last axis; a view. A
   * diagonal outside has no elements.
   *
   * @throws IndexException if both axes are the same
   */
  default Tensor diagonal(long offset, int first, int second) {
    Shape shape = ((Tensor) this).shape();
    return Engine.apply(
        new Diagonals.Diagonal(
            offset, shape.axis(first, "diagonal"), shape.axis(second, "diagonal")),
        this);
  }

  /** The last axis on the diagonal of square matrices. Shapes: [.., n] gives [.., n, n]. */
  default Tensor diagEmbed() {
    return diagEmbed(0, -2, -1);
  }

  /**
   * The last axis on the diagonal (i, i + offset) of two new axes, zeros around it. Shapes: both
   * have the size n + |offset|.
   *
   * @throws IndexException if both axes are the same
   */
  default Tensor diagEmbed(long offset, int first, int second) {
    Shape shape = ((Tensor) this).shape();
    if (shape.rank() == 0) {
      throw new ShapeException(
          "diagEmbed: input is " + ((Tensor) this).spec() + "; needs one axis");
    }
    int one = Inferred.newAxis("diagEmbed", first, shape);
    int other = Inferred.newAxis("diagEmbed", second, shape);
    long beside = Math.max(offset, -Math.max(offset, -Long.MAX_VALUE));
    long size = Exact.plus("diagEmbed", shape.size(-1), beside);
    return Engine.apply(new Diagonals.DiagEmbed(offset, one, other, size, size), this);
  }

  /**
   * All windows of a size along an axis, {@code step} apart, as a view; each runs along a new last
   * axis. Shapes: [.., n, ..] gives [.., (n - size) / step + 1, .., size]. The gradient adds what
   * windows share, window by window.
   *
   * @throws ArgumentException if size or step is not positive
   * @throws ShapeException if the windows are longer than the axis
   */
  default Tensor unfold(int axis, long size, long step) {
    int along = ((Tensor) this).shape().axis(axis, "unfold");
    return Engine.apply(new Section.Unfold(along, size, step), this);
  }

  /**
   * Windows added where {@link #unfold} took them from: the last axis holds the elements of each.
   * Shapes: [.., windows, .., size] gives [.., length, ..].
   *
   * @param axis of the windows, in the result
   * @throws ArgumentException if the step is not positive
   * @throws ShapeException if a length has another number of windows of this size
   */
  default Tensor overlapAdd(int axis, long length, long step) {
    Shape shape = ((Tensor) this).shape();
    if (shape.rank() < 2) {
      throw new ShapeException(
          "overlapAdd: input has shape " + shape + "; needs windows and their elements");
    }
    int along = shape.without(-1).axis(axis, "overlapAdd");
    return Engine.apply(new Section.OverlapAdd(along, length, step), this);
  }
}
