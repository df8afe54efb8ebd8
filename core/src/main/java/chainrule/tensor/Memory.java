// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Fills fresh memory for factories, and reads memory out into Java arrays. */
final class Memory {

  private Memory() {}

  static Operand of(DType dtype, Shape shape, double[] values) {
    checkCount(shape, values.length);
    return fill("of", dtype, shape, i -> values[(int) i]);
  }

  static Operand of(DType dtype, double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new ShapeException(
            "of: row "
                + row
                + " has "
                + rows[row].length
                + " numbers, row 0 has "
                + columns
                + "; rows must be of equal length");
      }
    }
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return of(dtype, Shape.of(rows.length, columns), values);
  }

  /** An operand over memory that was copied for it. */
  static Operand copy(Shape shape, Storage storage) {
    checkCount(shape, storage.length());
    return constant(new Operand(storage, View.of(shape)));
  }

  /** One number everywhere; where memory is wanting, errors name nobody. */
  static Operand full(DType dtype, Shape shape, double value) {
    Operand result = Operand.allocate(dtype, shape);
    return Double.doubleToRawLongBits(value) == 0
        ? constant(result)
        : filled(result, dtype, _ -> value);
  }

  static Operand range(DType dtype, long count) {
    long most =
        switch (dtype) {
          case U8 -> 256;
          case BOOL -> 2;
          case I32, I64, F32, F64 -> Long.MAX_VALUE;
        };
    if (count < 0 || count > most) {
      throw new ArgumentException(
          "range: " + count + " numbers from 0 in " + dtype + "; needs 0 to " + most);
    }
    return fill("range", dtype, Shape.of(count), i -> i);
  }

  static Operand eye(DType dtype, long rows, long columns) {
    Operand result = Named.method("eye", () -> Operand.allocate(dtype, Shape.of(rows, columns)));
    for (long i = 0; i < Math.min(rows, columns); i++) {
      result.storage().set(i * columns + i, 1);
    }
    return constant(result);
  }

  static Operand permutation(long count, Rng rng) {
    if (count < 0) {
      throw new ArgumentException("permutation: n is " + count + "; it must be at least 0");
    }
    Operand result = allocate("permutation", DType.I64, Shape.of(count));
    int[] order = rng.permutation((int) count);
    for (int i = 0; i < order.length; i++) {
      result.storage().setLong(i, order[i]);
    }
    return constant(result);
  }

  static Operand evenly(DType dtype, double first, double last, int count) {
    if (count < 2) {
      throw new ArgumentException("evenly: " + count + " numbers; needs at least 2");
    }
    double step = (last - first) / (count - 1);
    return fill("evenly", dtype, Shape.of(count), i -> i == count - 1 ? last : first + i * step);
  }

  static Operand uniform(DType dtype, Shape shape, Rng rng) {
    checkFloating("uniform", dtype);
    return dtype == DType.F64
        ? fill("uniform", dtype, shape, rng::uniformDouble)
        : fill("uniform", dtype, shape, rng::uniform);
  }

  static Operand normal(DType dtype, Shape shape, Rng rng) {
    checkFloating("normal", dtype);
    return fill("normal", dtype, shape, rng::normal);
  }

  /** Drawn as integers, all numbers of a uniform distribution would be 0. */
  static void checkFloating(String draw, DType dtype) {
    if (!dtype.isFloating()) {
      throw new DtypeException(
          draw + ": type is " + dtype + "; needs F32 or F64",
          "draw F32, scale it, then convert it with .to(DType." + dtype + ")");
    }
  }

  /** Fresh memory for a method, which errors name. */
  private static Operand allocate(String method, DType dtype, Shape shape) {
    try {
      return Operand.allocate(dtype, shape);
    } catch (LimitException over) {
      throw Named.as(method, over);
    }
  }

  private static Operand fill(String method, DType dtype, Shape shape, LongToDoubleFunction value) {
    return filled(allocate(method, dtype, shape), dtype, value);
  }

  private static Operand filled(Operand result, DType dtype, LongToDoubleFunction value) {
    for (long i = 0; i < result.shape().count(); i++) {
      result.storage().set(i, dtype.round(value.applyAsDouble(i)));
    }
    return constant(result);
  }

  private static Operand constant(Operand filled) {
    Context.tracing().filled(filled);
    return filled;
  }

  private static void checkCount(Shape shape, long given) {
    if (given != shape.count()) {
      throw new ShapeException(
          "of: " + given + " values for shape " + shape + "; needs " + shape.count());
    }
  }

  static long position(View view, long[] index) {
    Shape shape = view.shape();
    if (index.length != shape.rank()) {
      throw new IndexException(
          "get: " + index.length + " indices for shape " + shape + "; needs " + shape.rank());
    }
    long position = view.offset();
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.size(axis)) {
        throw new IndexException(
            "get: index "
                + index[axis]
                + " on axis "
                + axis
                + " of shape "
                + shape
                + "; needs 0 to "
                + (shape.size(axis) - 1));
      }
      position += index[axis] * view.stride(axis);
    }
    return position;
  }

  /** Rewrites a leaf with the values of another tensor. */
  static void assign(Tensor leaf, Tensor values) {
    String both = "assign: " + values.spec() + " into " + leaf.spec();
    if (!values.shape().equals(leaf.shape())) {
      throw new ShapeException(both + "; sizes differ");
    }
    if (values.dtype() != leaf.dtype()) {
      throw new DtypeException(
          both + "; types differ", "convert the values with .to(DType." + leaf.dtype() + ")");
    }
    values.tell();
    Operand given = values.operand();
    if (given.sharesMemory(leaf.operand())) {
      given = Kernels.copy(given, Context.current());
    }
    List<Operand> target = List.of(leaf.writable("assign"));
    Work copy = new Work.Routine("copy", List.of(given), target, Kernels::copyInto);
    Kernels.run(copy, Context.current());
  }

  /** Fresh memory for numbers, within the budget. */
  static double[] doubles(long... sizes) {
    return ((Storage.F64) Storage.allocate(DType.F64, Shape.of(sizes))).array();
  }

  /** Fresh memory for whole numbers, within the budget. */
  static long[] longs(long count) {
    return ((Storage.I64) Storage.allocate(DType.I64, Shape.of(count))).array();
  }

  /** Fresh memory for places, within the budget. */
  static int[] ints(long count) {
    return ((Storage.I32) Storage.allocate(DType.I32, Shape.of(count))).array();
  }

  static float[] toFloats(Operand operand) {
    float[] result = (float[]) allocate("toFloats", DType.F32, operand.shape()).array();
    if (operand.array() instanceof float[] array && operand.view().isContiguous()) {
      System.arraycopy(array, (int) operand.view().offset(), result, 0, result.length);
      return result;
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) operand.storage().get(operand.view().position(i));
    }
    return result;
  }

  static double[] toDoubles(Operand operand) {
    double[] result = (double[]) allocate("toDoubles", DType.F64, operand.shape()).array();
    if (operand.array() instanceof float[] array && operand.view().isContiguous()) {
      int from = (int) operand.view().offset();
      for (int i = 0; i < result.length; i++) {
        result[i] = array[from + i];
      }
      return result;
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = operand.storage().get(operand.view().position(i));
    }
    return result;
  }

  static long[] toLongs(Operand operand) {
    long[] result = (long[]) allocate("toLongs", DType.I64, operand.shape()).array();
    for (int i = 0; i < result.length; i++) {
      result[i] = operand.storage().getLong(operand.view().position(i));
    }
    return result;
  }
}
