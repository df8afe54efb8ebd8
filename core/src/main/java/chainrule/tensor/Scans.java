// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Operand;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Plain loops along an axis, line by line, each in order and in F64; integers exactly. */
final class Scans {

  private Scans() {}

  /** A line of elements: where the first lies, and how far it is to the next. */
  record Line(long first, long step, long size) {
    long at(long i) {
      return first + i * step;
    }

    /** Line {@code index} of all lines along an axis. */
    static Line of(View view, int axis, long index) {
      Shape shape = view.shape();
      long inner = shape.part(axis + 1, shape.rank()).count();
      long size = shape.size(axis);
      if (shape.count() == 0) {
        return new Line(view.offset(), 0, size);
      }
      long element = index / inner * inner * size + index % inner;
      return new Line(view.position(element), view.stride(axis), size);
    }

    /** How many lines there are. */
    static long count(Shape shape, int axis) {
      return shape.count() == 0 ? 0 : shape.count() / shape.size(axis);
    }
  }

  /** What is done with a line of the input and the same line of the output. */
  private interface Visit {
    void at(Line from, Line to);
  }

  private static Operand lines(Operand input, int axis, Spec output, Destination body) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    Visit visit = body.in(result.storage());
    long lines = Line.count(input.shape(), axis);
    for (long line = 0; line < lines; line++) {
      visit.at(Line.of(input.view(), axis, line), Line.of(result.view(), axis, line));
    }
    return result;
  }

  private interface Destination {
    Visit in(Storage result);
  }

  static Operand sums(Operand input, int axis, Spec output) {
    return input.dtype().isFloating()
        ? joined(input, axis, output, 0, (x, y) -> x + y)
        : joinedWhole(input, axis, output, 0, (x, y) -> x + y);
  }

  static Operand products(Operand input, int axis, Spec output) {
    return input.dtype().isFloating()
        ? joined(input, axis, output, 1, (x, y) -> x * y)
        : joinedWhole(input, axis, output, 1, (x, y) -> x * y);
  }

  private static Operand joined(
      Operand input, int axis, Spec output, double start, DoubleBinaryOperator join) {
    Storage source = input.storage();
    return lines(
        input,
        axis,
        output,
        result ->
            (from, to) -> {
              double carried = start;
              for (long i = 0; i < from.size; i++) {
                carried = join.applyAsDouble(carried, source.get(from.at(i)));
                result.set(to.at(i), carried);
              }
            });
  }

  private static Operand joinedWhole(
      Operand input, int axis, Spec output, long start, LongBinaryOperator join) {
    Storage source = input.storage();
    return lines(
        input,
        axis,
        output,
        result ->
            (from, to) -> {
              long carried = start;
              for (long i = 0; i < from.size; i++) {
                carried = join.applyAsLong(carried, source.getLong(from.at(i)));
                result.setLong(to.at(i), carried);
              }
            });
  }

  /** The element that is largest so far, times the sign. */
  static Operand extremes(Operand input, int axis, int sign) {
    Storage source = input.storage();
    return lines(
        input,
        axis,
        new Spec(input.dtype(), input.shape()),
        result ->
            (from, to) -> {
              long best = from.first;
              for (long i = 0; i < from.size; i++) {
                best = isTaken(source, from.at(i), best, sign) ? from.at(i) : best;
                Copies.element(source, best, result, to.at(i));
              }
            });
  }

  /** The place along the axis of the element that is largest so far, times the sign. */
  static Operand places(Operand input, int axis, int sign) {
    Storage source = input.storage();
    return lines(
        input,
        axis,
        new Spec(DType.I64, input.shape()),
        result ->
            (from, to) -> {
              long place = 0;
              for (long i = 0; i < from.size; i++) {
                place = isTaken(source, from.at(i), from.at(place), sign) ? i : place;
                result.setLong(to.at(i), place);
              }
            });
  }

  /** Whether an element is as large as the best before it, or the first NaN. */
  private static boolean isTaken(Storage source, long candidate, long best, int sign) {
    if (!source.dtype().isFloating()) {
      return sign * Long.compare(source.getLong(candidate), source.getLong(best)) >= 0;
    }
    double value = sign * source.get(candidate);
    double most = sign * source.get(best);
    return !Double.isNaN(most) && (value >= most || Double.isNaN(value));
  }

  static Operand logSums(Operand input, int axis, Spec output) {
    Storage source = input.storage();
    return lines(
        input,
        axis,
        output,
        result ->
            (from, to) -> {
              double peak = Double.NEGATIVE_INFINITY;
              double sum = 0;
              for (long i = 0; i < from.size; i++) {
                double x = source.get(from.at(i));
                if (x > peak) {
                  sum = sum * StrictMath.exp(peak - x) + 1;
                  peak = x;
                } else if (x == peak) {
                  sum += peak == Double.NEGATIVE_INFINITY ? 0 : 1;
                } else {
                  sum += StrictMath.exp(x - peak);
                }
                result.set(to.at(i), peak + StrictMath.log(sum));
              }
            });
  }

  static Operand recurrence(Operand input, Operand factors, int axis, Spec output) {
    Storage source = input.storage();
    Storage scale = factors.storage();
    Operand result = Operand.allocate(output.dtype(), output.shape());
    long lines = Line.count(input.shape(), axis);
    for (long line = 0; line < lines; line++) {
      Line from = Line.of(input.view(), axis, line);
      Line by = Line.of(factors.view(), axis, line);
      Line to = Line.of(result.view(), axis, line);
      double carried = 0;
      for (long i = 0; i < from.size; i++) {
        carried = scale.get(by.at(i)) * carried + source.get(from.at(i));
        result.storage().set(to.at(i), carried);
      }
    }
    return result;
  }
}
