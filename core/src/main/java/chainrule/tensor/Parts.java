// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** Many parts of one tensor, or one tensor many times. */
final class Parts {

  /** What a tensor costs besides its elements, with the call that made it; a generous guess. */
  private static final long BYTES = 1024;

  private Parts() {}

  /** A list of tensors, if so many can be held. */
  static List<Tensor> list(String name, long count, LongFunction<Tensor> part) {
    long most = Runtime.getRuntime().maxMemory() / 4 * 3 / BYTES;
    if (count > most) {
      throw new LimitException(name + ": makes " + count + " tensors; at most " + most + " fit");
    }
    List<Tensor> parts = new ArrayList<>();
    for (long each = 0; each < count; each++) {
      parts.add(part.apply(each));
    }
    return List.copyOf(parts);
  }

  /** The whole repeated along each axis: new axes beside those repeated, stretched and joined. */
  static Tensor repeated(String name, Tensor tensor, long[] times) {
    int lead = times.length - tensor.rank();
    List<Long> apart = new ArrayList<>();
    List<Long> stretched = new ArrayList<>();
    long[] joined = new long[times.length];
    for (int axis = 0; axis < times.length; axis++) {
      if (times[axis] < 0) {
        throw new ArgumentException(
            name + ": times " + Arrays.toString(times) + "; needs 0 or more of each");
      }
      long size = axis < lead ? 1 : tensor.size(axis - lead);
      if (times[axis] != 1) {
        apart.add(1L);
        stretched.add(times[axis]);
      }
      apart.add(size);
      stretched.add(size);
      joined[axis] = Exact.times(name, times[axis], size);
    }
    return tensor.reshape(shape(apart)).expand(shape(stretched)).reshape(Shape.of(joined));
  }

  private static Shape shape(List<Long> sizes) {
    return Shape.of(sizes.stream().mapToLong(size -> size).toArray());
  }

  /** Each place as often as a row of counts says. */
  static Tensor interleaved(long size, Tensor counts) {
    if (counts.dtype() != DType.I32 && counts.dtype() != DType.I64) {
      throw new DtypeException(
          "repeatInterleave: counts are " + counts.spec() + "; needs I32 or I64");
    }
    if (!counts.shape().equals(Shape.of(size))) {
      throw new ShapeException(
          "repeatInterleave: counts are " + counts.spec() + "; needs [" + size + "]");
    }
    Operand given = counts.operand();
    View view = given.view();
    long total = 0;
    for (long place = 0; place < size; place++) {
      long times = given.storage().getLong(view.position(place));
      if (times < 0) {
        throw new ArgumentException(
            "repeatInterleave: count " + times + " at place " + place + "; needs 0 or more");
      }
      total = Exact.plus("repeatInterleave", total, times);
    }
    Operand index = Operand.allocate(DType.I64, Shape.of(total));
    long next = 0;
    for (long place = 0; place < size; place++) {
      long end = next + given.storage().getLong(view.position(place));
      while (next < end) {
        index.storage().setLong(next++, place);
      }
    }
    return Tensor.plain(index);
  }
}
