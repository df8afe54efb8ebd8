// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.Arrays;
import java.util.List;

/**
 * The rows whose label is not the ignored one, in order, at the front; behind them rows of nothing
 * in the place of those left out. So there are as many for any labels, and a plan needs not know
 * them: zeros behind change no sum.
 *
 * @param places where each row is from, 0 for one of nothing. I64
 * @param there whether it is a row. BOOL
 * @param classes its label, 0 for one of nothing. I64
 */
record KeptRows(Tensor places, Tensor there, Tensor classes) {

  /** What does not count among labels that were checked. */
  static KeptRows of(Tensor labels, long ignored) {
    record Keep(long ignored) {}

    Operand given = labels.operand();
    Shape shape = Shape.of(labels.count());
    Operand places = Operand.allocate(DType.I64, shape);
    Operand there = Operand.allocate(DType.BOOL, shape);
    Operand classes = Operand.allocate(DType.I64, shape);
    Work.Routine.Body body = (inputs, outputs, _) -> keep(inputs.getFirst(), outputs, ignored);
    Kernels.run(
        new Work.Routine(new Keep(ignored), List.of(given), List.of(places, there, classes), body),
        Context.current());
    return new KeptRows(Tensor.plain(places), Tensor.plain(there), Tensor.plain(classes));
  }

  private static void keep(Operand labels, List<Operand> outputs, long ignored) {
    long count = labels.shape().count();
    int next = 0;
    for (long row = 0; row < count; row++) {
      long label = labels.storage().getLong(labels.view().position(row));
      if (label != ignored) {
        put(outputs, next, row, 1, label);
        next++;
      }
    }
    for (; next < count; next++) {
      put(outputs, next, 0, 0, 0);
    }
  }

  private static void put(List<Operand> outputs, int at, long place, int there, long label) {
    set(outputs.get(0), at, place);
    set(outputs.get(1), at, there);
    set(outputs.get(2), at, label);
  }

  private static void set(Operand output, int at, long value) {
    output.storage().setLong(output.view().offset() + at, value);
  }

  /** Rows with those left out as zeros at the end. Shapes: [n, ..] or [n]. */
  Tensor of(Tensor rows) {
    return only(rows.indexSelect(0, places));
  }

  /** What was computed of rows, 0 for those of nothing. */
  Tensor only(Tensor each) {
    long[] sizes = new long[each.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = there.count();
    return there.reshape(sizes).where(each, Engine.number(each, 0));
  }
}
