// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Shape;
import chainrule.array.View;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products by plain loops, row by row: each output is a chain of fma over 512 consecutive k
 * from +0, and the chains are added in order.
 */
final class PlainProduct implements Task {

  /** Multiplications of a chunk at least. */
  private static final int CHUNK = 65_536;

  /** Rows of chains kept from one run to the next: as many as there are workers, usually. */
  private static final int KEPT = 16;

  /** Fewer columns than that are no row for the loops that HotSpot makes of plain ones. */
  private static final int NARROW = 32;

  private final View aView;
  private final View bView;
  private final Object[] arrays;
  private final int offset;
  private final int batchAxes;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int aRow;
  private final int aDeep;
  private final int bDeep;
  private final int bAcross;
  private final PlainTiles tiles;
  private final boolean isNarrow;
  private final int total;
  private final int step;
  private final AtomicReferenceArray<@Nullable Object> spare = new AtomicReferenceArray<>(KEPT);
  private final IntConsumer body = this::chunk;

  private PlainProduct(Work.Product work) {
    Shape shape = work.out().shape();
    aView = work.a().view();
    bView = work.b().view();
    arrays = new Object[] {work.a().array(), work.b().array(), work.out().array()};
    offset = (int) work.out().view().offset();
    batchAxes = shape.rank() - 2;
    rows = (int) shape.size(-2);
    columns = (int) shape.size(-1);
    inner = (int) aView.shape().size(-1);
    aRow = (int) aView.stride(batchAxes);
    aDeep = (int) aView.stride(batchAxes + 1);
    bDeep = (int) bView.stride(batchAxes);
    bAcross = (int) bView.stride(batchAxes + 1);
    tiles = new PlainTiles(inner, aRow, aDeep, bDeep, bAcross, columns);
    isNarrow = inner > 0 && (columns < NARROW || bAcross != 1);
    total = shape.count() == 0 ? 0 : (int) (shape.count() / columns);
    long each = Math.max(1, (long) inner * columns);
    step = (int) Math.max(1, Math.min(total, CHUNK / each));
  }

  /** The product ready to run. */
  static PlainProduct of(Work.Product work) {
    return new PlainProduct(work);
  }

  @Override
  public void run(Workers workers) {
    workers.run(Math.ceilDiv(total, step), body);
  }

  @Override
  public void rebind(Object from, Object to) {
    Task.replace(arrays, from, to);
  }

  private void chunk(int chunk) {
    int first = chunk * step;
    int end = first + Math.min(step, total - first);
    Object chains = inner > PlainTiles.CHAIN ? take() : arrays[2];
    int row = first;
    while (row < end) {
      int matrix = row / rows;
      int inMatrix = row % rows;
      int x = start(aView, matrix) + inMatrix * aRow;
      int y = start(bView, matrix);
      int at = offset + row * columns;
      int left = Math.min(end - row, rows - inMatrix);
      if (isNarrow && left >= PlainTiles.SIDE) {
        tiles.run(arrays[0], x, arrays[1], y, arrays[2], at, left);
        row += left;
      } else if (chains instanceof float[] floats) {
        floatRow((float[]) arrays[0], x, (float[]) arrays[1], y, at, floats);
        row++;
      } else {
        doubleRow((double[]) arrays[0], x, (double[]) arrays[1], y, at, (double[]) chains);
        row++;
      }
    }
    if (inner > PlainTiles.CHAIN) {
      give(chains);
    }
  }

  /** A row for the chains after the first, which is summed where the result is to be. */
  private Object take() {
    for (int slot = 0; slot < KEPT; slot++) {
      Object kept = spare.getAndSet(slot, null);
      if (kept != null) {
        return kept;
      }
    }
    return arrays[2] instanceof float[] ? new float[columns] : new double[columns];
  }

  private void give(Object chains) {
    for (int slot = 0; slot < KEPT; slot++) {
      if (spare.compareAndSet(slot, null, chains)) {
        return;
      }
    }
  }

  /** The position of the first element of one matrix of a batch. */
  private int start(View view, int matrix) {
    long position = view.offset();
    int left = matrix;
    for (int axis = batchAxes - 1; axis >= 0; axis--) {
      int size = (int) view.shape().size(axis);
      position += left % size * view.stride(axis);
      left /= size;
    }
    return (int) position;
  }

  private void floatRow(float[] x, int xStart, float[] y, int yStart, int at, float[] chain) {
    float[] result = (float[]) arrays[2];
    Arrays.fill(result, at, at + columns, 0);
    for (int k = 0; k < Math.min(inner, PlainTiles.CHAIN); k++) {
      multiply(x[xStart + k * aDeep], y, yStart + k * bDeep, result, at);
    }
    for (int from = PlainTiles.CHAIN; from < inner; from += PlainTiles.CHAIN) {
      Arrays.fill(chain, 0, columns, 0);
      for (int k = from; k < Math.min(inner, from + PlainTiles.CHAIN); k++) {
        multiply(x[xStart + k * aDeep], y, yStart + k * bDeep, chain, 0);
      }
      for (int j = 0; j < columns; j++) {
        result[at + j] += chain[j];
      }
    }
  }

  private void multiply(float factor, float[] y, int down, float[] sums, int at) {
    if (bAcross == 1) {
      for (int j = 0; j < columns; j++) {
        sums[at + j] = Math.fma(factor, y[down + j], sums[at + j]);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        sums[at + j] = Math.fma(factor, y[down + j * bAcross], sums[at + j]);
      }
    }
  }

  private void doubleRow(double[] x, int xStart, double[] y, int yStart, int at, double[] chain) {
    double[] result = (double[]) arrays[2];
    Arrays.fill(result, at, at + columns, 0);
    for (int k = 0; k < Math.min(inner, PlainTiles.CHAIN); k++) {
      multiply(x[xStart + k * aDeep], y, yStart + k * bDeep, result, at);
    }
    for (int from = PlainTiles.CHAIN; from < inner; from += PlainTiles.CHAIN) {
      Arrays.fill(chain, 0, columns, 0);
      for (int k = from; k < Math.min(inner, from + PlainTiles.CHAIN); k++) {
        multiply(x[xStart + k * aDeep], y, yStart + k * bDeep, chain, 0);
      }
      for (int j = 0; j < columns; j++) {
        result[at + j] += chain[j];
      }
    }
  }

  private void multiply(double factor, double[] y, int down, double[] sums, int at) {
    if (bAcross == 1) {
      for (int j = 0; j < columns; j++) {
        sums[at + j] = Math.fma(factor, y[down + j], sums[at + j]);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        sums[at + j] = Math.fma(factor, y[down + j * bAcross], sums[at + j]);
      }
    }
  }
}
