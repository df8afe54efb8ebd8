// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Operand;
import chainrule.spi.Work;

/**
 * Where the elements of a product lie: {@code out[i, j] = sum over p of a[i, p] * b[p, j]} for each
 * matrix of the batch.
 *
 * <p>Batch axes over which b stays the same are taken as more rows where a lies evenly. One column
 * is turned into one row, a and b changing places, so that vectors have something to run along; the
 * factors of an fma commute.
 */
final class Factors {

  private final Operand left;
  private final Operand right;
  private final Operand result;
  private final int axes;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int rowStride;
  private final boolean swapped;

  private Factors(Work.Product work) {
    left = work.a();
    right = work.b();
    result = work.out();
    Shape shape = left.shape();
    int kept = shape.rank() - 2;
    long height = shape.size(-2);
    long stride = left.view().stride(kept);
    while (kept > 0 && joinsRows(kept - 1, height, stride)) {
      kept--;
      if (shape.size(kept) != 1) {
        stride = height == 1 ? left.view().stride(kept) : stride;
        height *= shape.size(kept);
      }
    }
    axes = kept;
    rows = (int) height;
    rowStride = (int) stride;
    inner = (int) shape.size(-1);
    columns = (int) result.shape().size(-1);
    swapped = columns == 1;
  }

  /** The factors of a product that has outputs. */
  static Factors of(Work.Product work) {
    return new Factors(work);
  }

  private boolean joinsRows(int axis, long height, long stride) {
    return left.shape().size(axis) == 1
        || (right.view().stride(axis) == 0
            && (height == 1 || left.view().stride(axis) == height * stride));
  }

  /** The number of products. */
  int matrices() {
    int count = 1;
    for (int axis = 0; axis < axes; axis++) {
      count *= (int) left.shape().size(axis);
    }
    return count;
  }

  /** The multiplications of all of them. */
  long work() {
    return result.shape().count() * inner;
  }

  int rows() {
    return swapped ? 1 : rows;
  }

  int inner() {
    return inner;
  }

  int columns() {
    return swapped ? rows : columns;
  }

  Object a() {
    return (swapped ? right : left).array();
  }

  Object b() {
    return (swapped ? left : right).array();
  }

  Object out() {
    return result.array();
  }

  int aRow() {
    return swapped ? 0 : rowStride;
  }

  int aDeep() {
    return swapped ? stride(right, -2) : stride(left, -1);
  }

  int bDeep() {
    return swapped ? stride(left, -1) : stride(right, -2);
  }

  int bAcross() {
    return swapped ? rowStride : stride(right, -1);
  }

  /** The position of a[0, 0] of a matrix. */
  int aAt(int matrix) {
    return start((swapped ? right : left).view(), matrix);
  }

  /** The position of b[0, 0] of a matrix. */
  int bAt(int matrix) {
    return start((swapped ? left : right).view(), matrix);
  }

  /** The position of out[0, 0] of a matrix; its rows follow one another. */
  int outAt(int matrix) {
    return (int) result.view().offset() + matrix * rows * columns;
  }

  private static int stride(Operand operand, int back) {
    return (int) operand.view().stride(operand.shape().rank() + back);
  }

  private int start(View view, int matrix) {
    long position = view.offset();
    int index = matrix;
    for (int axis = axes - 1; axis >= 0; axis--) {
      int size = (int) view.shape().size(axis);
      position += index % size * view.stride(axis);
      index /= size;
    }
    return (int) position;
  }
}
