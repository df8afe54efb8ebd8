// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;

/** Where the elements of a file go in row-major memory, one after the other. */
final class NpyOrder {
  private final boolean columns;
  private final long[] sizes;
  private final long[] strides;
  private final long[] index;
  private long place;

  /**
   * The places, from the first.
   *
   * @param columns whether the first axis runs fastest in the file
   */
  NpyOrder(Shape shape, boolean columns) {
    this.columns = columns && shape.rank() > 1;
    sizes = shape.sizes();
    strides = shape.strides();
    index = new long[sizes.length];
  }

  /** The places of the next elements. */
  void next(int[] places, int count) {
    for (int i = 0; i < count; i++) {
      places[i] = (int) place;
      if (columns) {
        advance();
      } else {
        place++;
      }
    }
  }

  private void advance() {
    for (int axis = 0; axis < sizes.length; axis++) {
      place += strides[axis];
      if (++index[axis] < sizes[axis]) {
        return;
      }
      place -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
}
