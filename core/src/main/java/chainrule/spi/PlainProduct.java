// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Shape;
import chainrule.array.View;
import java.util.Arrays;

/**
 * Matrix products by plain loops, row by row: each output is a chain of fma over 512 consecutive k
 * from +0, and the chains are added in order.
 */
final class PlainProduct {

  /** The length of one fma chain. */
  static final int CHAIN = 512;

  private final Operand a;
  private final Operand b;
  private final Operand out;
  private final int rows;
  private final int inner;
  private final int columns;
  private final int batchAxes;

  private PlainProduct(Work.Product work) {
    a = work.a();
    b = work.b();
    out = work.out();
    Shape shape = out.shape();
    batchAxes = shape.rank() - 2;
    rows = (int) shape.size(-2);
    columns = (int) shape.size(-1);
    inner = (int) a.shape().size(-1);
  }

  static void run(Work.Product work, Workers workers) {
    if (work.out().shape().count() > 0) {
      new PlainProduct(work).run(workers);
    }
  }

  private void run(Workers workers) {
    int total = (int) (out.shape().count() / columns);
    long perRow = Math.max(1, (long) inner * columns);
    int step = (int) Math.max(1, Math.min(total, 65_536 / perRow));
    workers.run(
        Math.ceilDiv(total, step),
        chunk -> {
          int first = chunk * step;
          int end = first + Math.min(step, total - first);
          for (int row = first; row < end; row++) {
            row(row);
          }
        });
  }

  private void row(int row) {
    int aStart = (int) start(a.view(), row / rows) + row % rows * stride(a, batchAxes);
    int bStart = (int) start(b.view(), row / rows);
    int at = (int) out.view().offset() + row * columns;
    switch (out.array()) {
      case float[] result -> {
        Arrays.fill(result, at, at + columns, 0);
        floatRow((float[]) a.array(), aStart, (float[]) b.array(), bStart, result, at);
      }
      case double[] result -> {
        Arrays.fill(result, at, at + columns, 0);
        doubleRow((double[]) a.array(), aStart, (double[]) b.array(), bStart, result, at);
      }
      default -> throw new AssertionError(out.dtype());
    }
  }

  private static int stride(Operand operand, int axis) {
    return (int) operand.view().stride(axis);
  }

  /** The position of the first element of one matrix of a batch. */
  private long start(View view, int matrix) {
    long position = view.offset();
    int left = matrix;
    for (int axis = batchAxes - 1; axis >= 0; axis--) {
      int size = (int) view.shape().size(axis);
      position += left % size * view.stride(axis);
      left /= size;
    }
    return position;
  }

  private void floatRow(float[] x, int xStart, float[] y, int yStart, float[] result, int at) {
    int xStep = stride(a, batchAxes + 1);
    int yDown = stride(b, batchAxes);
    int yStep = stride(b, batchAxes + 1);
    float[] chain = new float[columns];
    for (int from = 0; from < inner; from += CHAIN) {
      Arrays.fill(chain, 0);
      for (int k = from; k < Math.min(inner, from + CHAIN); k++) {
        float factor = x[xStart + k * xStep];
        int down = yStart + k * yDown;
        if (yStep == 1) {
          for (int j = 0; j < chain.length; j++) {
            chain[j] = Math.fma(factor, y[down + j], chain[j]);
          }
        } else {
          for (int j = 0; j < chain.length; j++) {
            chain[j] = Math.fma(factor, y[down + j * yStep], chain[j]);
          }
        }
      }
      for (int j = 0; j < chain.length; j++) {
        result[at + j] = from == 0 ? chain[j] : result[at + j] + chain[j];
      }
    }
  }

  private void doubleRow(double[] x, int xStart, double[] y, int yStart, double[] result, int at) {
    int xStep = stride(a, batchAxes + 1);
    int yDown = stride(b, batchAxes);
    int yStep = stride(b, batchAxes + 1);
    double[] chain = new double[columns];
    for (int from = 0; from < inner; from += CHAIN) {
      Arrays.fill(chain, 0);
      for (int k = from; k < Math.min(inner, from + CHAIN); k++) {
        double factor = x[xStart + k * xStep];
        int down = yStart + k * yDown;
        if (yStep == 1) {
          for (int j = 0; j < chain.length; j++) {
            chain[j] = Math.fma(factor, y[down + j], chain[j]);
          }
        } else {
          for (int j = 0; j < chain.length; j++) {
            chain[j] = Math.fma(factor, y[down + j * yStep], chain[j]);
          }
        }
      }
      for (int j = 0; j < chain.length; j++) {
        result[at + j] = from == 0 ? chain[j] : result[at + j] + chain[j];
      }
    }
  }
}
