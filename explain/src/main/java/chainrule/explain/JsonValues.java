// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.formats.Json;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors as JSON: every digit of small ones, the statistics and a thumbnail of large ones. */
final class JsonValues {

  /** The most elements that are written out. */
  static final int MOST = 64;

  /** The most rows and columns of a thumbnail. */
  private static final int EDGE = 8;

  /** Below it every whole F64 has all its digits in a long. */
  private static final double WHOLE = 1e15;

  private JsonValues() {}

  static Json of(Tensor tensor) {
    return tensor.count() <= MOST ? elements(tensor, new long[tensor.rank()], 0) : large(tensor);
  }

  /** The fewest digits that give the same bits again; what is not finite as a string. */
  static Json of(double value, DType dtype) {
    if (!Double.isFinite(value)) {
      return Json.of(Double.toString(value));
    }
    boolean isNegativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
    if (value == Math.rint(value) && Math.abs(value) < WHOLE && !isNegativeZero) {
      return Json.of((long) value);
    }
    return dtype == DType.F32 ? new Json.JsonNumber(Float.toString((float) value)) : Json.of(value);
  }

  static Json of(Shape shape) {
    return Json.array(Arrays.stream(shape.sizes()).mapToObj(Json::of).toList());
  }

  private static Json elements(Tensor tensor, long[] index, int axis) {
    if (axis == index.length) {
      return of(tensor.get(index), tensor.dtype());
    }
    List<Json> parts = new ArrayList<>();
    for (long i = 0; i < tensor.size(axis); i++) {
      index[axis] = i;
      parts.add(elements(tensor, index, axis + 1));
    }
    return Json.array(parts);
  }

  private static Json large(Tensor tensor) {
    Statistics all = Statistics.of(tensor);
    return Json.object()
        .with("shape", of(tensor.shape()))
        .with("min", of(all.min(), DType.F64))
        .with("max", of(all.max(), DType.F64))
        .with("norm", of(all.norm(), DType.F64))
        .with("thumbnail", thumbnail(tensor));
  }

  /** Means over blocks of the matrix that all axes but the last make the rows of. */
  private static Json thumbnail(Tensor tensor) {
    double[] elements = tensor.toDoubles();
    int columns = (int) tensor.size(-1);
    int rows = elements.length / columns;
    List<Json> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(EDGE, rows); i++) {
      List<Json> line = new ArrayList<>();
      for (int j = 0; j < Math.min(EDGE, columns); j++) {
        Block block =
            new Block(part(i, rows), part(i + 1, rows), part(j, columns), part(j + 1, columns));
        line.add(of(block.mean(elements, columns), DType.F64));
      }
      lines.add(Json.array(line));
    }
    return Json.array(lines);
  }

  /** Where a part of an axis begins, if it is cut into as many as a thumbnail has. */
  private static int part(int part, int size) {
    return (int) ((long) part * size / Math.min(EDGE, size));
  }

  /** Elements of a matrix from a row and a column to others, these not included. */
  private record Block(int top, int bottom, int left, int right) {

    double mean(double[] elements, int columns) {
      double sum = 0;
      for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
          sum += elements[row * columns + column];
        }
      }
      return sum / ((double) (bottom - top) * (right - left));
    }
  }
}
