// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.error.IndexException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;

/** Plain loops over index tensors, with bounds checked. */
final class Indices {

  private Indices() {}

  /** What is done with an element of the index and the position it names. */
  @FunctionalInterface
  interface Visit {
    void at(long element, long position);
  }

  /** The index at a row-major place, checked. */
  static long at(Operand index, long place, long size, String name) {
    long value = index.storage().getLong(index.view().position(place));
    if (value < 0 || value >= size) {
      throw new IndexException(
          name + ": index " + value + " at place " + place + "; needs 0 to " + (size - 1));
    }
    return value;
  }

  /** Checks a row of indices that nothing is done with; one that repeats an index, just once. */
  static void checkAll(Operand index, long size, String name) {
    long different = index.view().stride(0) == 0 ? 1 : index.shape().count();
    for (long place = 0; place < Math.min(different, index.shape().count()); place++) {
      at(index, place, size, name);
    }
  }

  /** Visits the position in {@code target} that each index names along an axis. */
  static void along(Operand index, Operand target, int axis, String name, Visit visit) {
    View places = index.view();
    View view = target.view();
    long size = target.shape().size(axis);
    long[] strides = places.shape().strides();
    for (long i = 0; i < places.shape().count(); i++) {
      long position = view.offset();
      long left = i;
      for (int each = 0; each < strides.length; each++) {
        long step = left / strides[each];
        left -= step * strides[each];
        position += each == axis ? 0 : step * view.stride(each);
      }
      visit.at(i, position + at(index, i, size, name) * view.stride(axis));
    }
  }

  /** Adds elements into a strided place of the same shape, each sum rounded to the type. */
  static void add(Operand from, Operand to) {
    DType dtype = to.dtype();
    for (long i = 0; i < from.shape().count(); i++) {
      long place = to.view().position(i);
      double added = from.storage().get(from.view().position(i));
      to.storage().set(place, dtype.round(to.storage().get(place) + added));
    }
  }

  /** The first place along an axis where sign * value is largest; NaN is larger than all. */
  static Operand extreme(Operand input, Spec output, int axis, int sign) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    int rank = input.shape().rank();
    int[] last = new int[rank];
    for (int each = 0; each < rank; each++) {
      last[each] = each == rank - 1 ? axis : each < axis ? each : each + 1;
    }
    View view = input.view().permute(last);
    long size = input.shape().size(axis);
    for (long i = 0; i < output.shape().count(); i++) {
      long best = 0;
      for (long j = 1; j < size; j++) {
        long position = view.position(i * size + j);
        if (beats(input.storage(), position, view.position(i * size + best), sign)) {
          best = j;
        }
      }
      result.storage().setLong(i, best);
    }
    return result;
  }

  private static boolean beats(Storage storage, long candidate, long best, int sign) {
    if (!storage.dtype().isFloating()) {
      return sign * Long.compare(storage.getLong(candidate), storage.getLong(best)) > 0;
    }
    double value = sign * storage.get(candidate);
    double most = sign * storage.get(best);
    return value > most || (Double.isNaN(value) && !Double.isNaN(most));
  }

  /** Whether an index has the axes of a tensor and, but for one, no more places on any. */
  static boolean lieWithin(Shape index, Shape tensor, int along) {
    boolean within = index.rank() == tensor.rank();
    for (int axis = 0; within && axis < index.rank(); axis++) {
      within = axis == along || index.size(axis) <= tensor.size(axis);
    }
    return within;
  }

  /** Which of the places an index names along an axis it names again later. BOOL. */
  static Tensor overwritten(Tensor index, Shape target, int axis, String name) {
    record Overwritten(Shape target, int axis) {}

    Operand lost = Operand.allocate(DType.BOOL, index.shape());
    Work.Routine.Body body =
        (inputs, outputs, _) ->
            overwritten(inputs.getFirst(), outputs.getFirst(), target, axis, name);
    Object key = new Overwritten(target, axis);
    Kernels.run(
        new Work.Routine(key, List.of(index.operand()), List.of(lost), body), Context.current());
    return Tensor.plain(lost);
  }

  private static void overwritten(
      Operand index, Operand lost, Shape target, int axis, String name) {
    Operand last = Operand.allocate(DType.I32, target);
    along(index, last, axis, name, (i, place) -> last.storage().setLong(place, i));
    along(
        index,
        last,
        axis,
        name,
        (i, place) -> lost.storage().set(i, last.storage().getLong(place) == i ? 0 : 1));
  }

  /** The row-major places where a mask, stretched to a shape, holds. I64. */
  static Tensor places(Tensor mask, Shape shape) {
    return Tensor.plain(places(mask.operand().with(mask.operand().view().expand(shape))));
  }

  /** The indices of all elements that are not 0. Shapes: I64 [count, rank]. */
  static Tensor nonzero(Tensor tensor) {
    Operand places = places(tensor.operand());
    long count = places.shape().count();
    long[] strides = tensor.shape().strides();
    Operand result = Operand.allocate(DType.I64, Shape.of(count, strides.length));
    for (long i = 0; i < count; i++) {
      long left = places.storage().getLong(i);
      for (int axis = 0; axis < strides.length; axis++) {
        result.storage().setLong(i * strides.length + axis, left / strides[axis]);
        left %= strides[axis];
      }
    }
    return Tensor.plain(result);
  }

  private static Operand places(Operand mask) {
    long count = 0;
    for (long i = 0; i < mask.shape().count(); i++) {
      count += Masks.holds(mask, i) ? 1 : 0;
    }
    Operand places = Operand.allocate(DType.I64, Shape.of(count));
    long next = 0;
    for (long i = 0; i < mask.shape().count(); i++) {
      if (Masks.holds(mask, i)) {
        places.storage().setLong(next++, i);
      }
    }
    return places;
  }
}
