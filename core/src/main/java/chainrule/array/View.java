// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor lies in its storage: element (i, j, ...) is at {@code offset + i*stride0 + j*stride1
 * + ...}. Strides count elements and may be 0 (broadcast) or negative (flipped).
 */
public final class View {

  private final Shape shape;
  private final long[] strides;
  private final long offset;

  private View(Shape shape, long[] strides, long offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** The row-major view of a whole storage. */
  public static View of(Shape shape) {
    return new View(shape, shape.strides(), 0);
  }

  /** A view with given strides, one an axis, and offset, in elements. */
  public static View of(Shape shape, long[] strides, long offset) {
    return new View(shape, strides.clone(), offset);
  }

  /** The sizes. */
  public Shape shape() {
    return shape;
  }

  /** The position of the first element. */
  public long offset() {
    return offset;
  }

  /** The stride of an axis counted from the front. */
  public long stride(int axis) {
    return strides[axis];
  }

  /** Whether the elements lie one after another in row-major order. */
  public boolean isContiguous() {
    long step = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      long size = shape.size(axis);
      if (size != 1 && strides[axis] != step) {
        return shape.count() == 0;
      }
      step *= size;
    }
    return true;
  }

  /** Whether all elements are the same one. */
  public boolean isRepeated() {
    for (int axis = 0; axis < strides.length; axis++) {
      if (strides[axis] != 0 && shape.size(axis) != 1) {
        return false;
      }
    }
    return true;
  }

  /** This view with its axes in another order. */
  public View permute(int... axes) {
    long[] sizes = new long[axes.length];
    long[] steps = new long[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      sizes[axis] = shape.size(axes[axis]);
      steps[axis] = strides[axes[axis]];
    }
    return new View(Shape.of(sizes), steps, offset);
  }

  /** Every {@code step}-th of {@code count} elements along an axis, from {@code start}. */
  public View slice(int axis, long start, long count, long step) {
    long[] steps = strides.clone();
    steps[axis] *= step;
    long first = count == 0 ? offset : offset + start * strides[axis];
    return new View(shape.with(axis, count), steps, first);
  }

  /** This view stretched to a shape it broadcasts to: stretched axes have stride 0. */
  public View expand(Shape target) {
    long[] steps = new long[target.rank()];
    int lead = target.rank() - shape.rank();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean stretched = shape.size(axis) == 1 && target.size(axis + lead) != 1;
      steps[axis + lead] = stretched ? 0 : strides[axis];
    }
    return new View(target, steps, offset);
  }

  /** The same elements in the same order under another shape, if no copy is needed for it. */
  public Optional<View> reshape(Shape target) {
    if (isContiguous()) {
      return Optional.of(new View(target, target.strides(), offset));
    }
    return new Reshaping(shape, strides, target)
        .find()
        .map(steps -> new View(target, steps, offset));
  }

  /** The position in storage of the element with a row-major index. */
  public long position(long index) {
    long position = offset;
    long left = index;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      long size = shape.size(axis);
      position += left % size * strides[axis];
      left /= size;
    }
    return position;
  }

  @Override
  public String toString() {
    return shape + " strides " + Arrays.toString(strides) + " from " + offset;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof View view
            && offset == view.offset
            && shape.equals(view.shape)
            && Arrays.equals(strides, view.strides));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shape.hashCode() + Arrays.hashCode(strides)) + Long.hashCode(offset);
  }
}
