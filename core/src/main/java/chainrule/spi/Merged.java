// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Shape;
import chainrule.array.View;
import java.util.Arrays;
import java.util.List;

/**
 * A range of axes with neighbours merged wherever every view lies evenly over both, and axes of
 * size 1 left out.
 *
 * @param sizes at least one
 * @param strides by view, then by merged axis
 */
record Merged(long[] sizes, long[][] strides) {

  /** The axes from {@code first} to {@code end - 1} of views of one shape. */
  static Merged of(Shape shape, List<View> views, int first, int end) {
    long[] sizes = new long[end - first + 1];
    long[][] strides = new long[views.size()][sizes.length];
    int used = 0;
    for (int axis = first; axis < end; axis++) {
      long size = shape.size(axis);
      if (size == 1) {
        continue;
      }
      if (used > 0 && even(views, strides, used - 1, axis, size)) {
        sizes[used - 1] *= size;
      } else {
        sizes[used++] = size;
      }
      for (int view = 0; view < strides.length; view++) {
        strides[view][used - 1] = views.get(view).stride(axis);
      }
    }
    if (used == 0) {
      sizes[used++] = 1;
      for (long[] steps : strides) {
        steps[0] = 1;
      }
    }
    for (int view = 0; view < strides.length; view++) {
      strides[view] = Arrays.copyOf(strides[view], used);
    }
    return new Merged(Arrays.copyOf(sizes, used), strides);
  }

  /** Whether all views cross from one merged axis to the next axis without a jump. */
  private static boolean even(List<View> views, long[][] strides, int merged, int axis, long size) {
    for (int view = 0; view < strides.length; view++) {
      if (strides[view][merged] != views.get(view).stride(axis) * size) {
        return false;
      }
    }
    return true;
  }

  /** The size of the innermost axis. */
  long length() {
    return sizes[sizes.length - 1];
  }

  /** The stride of a view along the innermost axis. */
  int step(int view) {
    return (int) strides[view][sizes.length - 1];
  }

  /** The size of the axis around the innermost; there must be one. */
  long height() {
    return sizes[sizes.length - 2];
  }

  /** The stride of a view along the axis around the innermost, 0 if there is none. */
  int jump(int view) {
    return sizes.length == 1 ? 0 : (int) strides[view][sizes.length - 2];
  }

  /** Where a view stands at a row-major index over all axes but the innermost. */
  int line(int view, long index) {
    return position(view, index, sizes.length - 2);
  }

  /** Where a view stands at a row-major index over all axes. */
  int element(int view, long index) {
    return position(view, index, sizes.length - 1);
  }

  private int position(int view, long index, int last) {
    long position = 0;
    long left = index;
    for (int axis = last; axis >= 0; axis--) {
      position += left % sizes[axis] * strides[view][axis];
      left /= sizes[axis];
    }
    return (int) position;
  }
}
