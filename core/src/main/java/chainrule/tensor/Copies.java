// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Operand;

/** Plain copies between strided places and between types. */
final class Copies {

  private Copies() {}

  /** Copies elements into a strided place of the same shape and type. */
  static void copy(Operand from, Operand to) {
    int rank = from.shape().rank();
    long line = rank == 0 ? 1 : from.shape().size(-1);
    if (from.shape().count() == 0) {
      return;
    }
    boolean dense =
        rank == 0 || (from.view().stride(rank - 1) == 1 && to.view().stride(rank - 1) == 1);
    for (long first = 0; first < from.shape().count(); first += line) {
      if (dense) {
        System.arraycopy(
            from.array(),
            (int) from.view().position(first),
            to.array(),
            (int) to.view().position(first),
            (int) line);
      } else {
        line(from, to, first, line);
      }
    }
  }

  private static void line(Operand from, Operand to, long first, long count) {
    View source = from.view();
    View target = to.view();
    for (long i = first; i < first + count; i++) {
      element(from.storage(), source.position(i), to.storage(), target.position(i));
    }
  }

  /** Copies one element to a place of the same type. */
  static void element(Storage from, long source, Storage to, long target) {
    if (from.dtype() == DType.I64) {
      to.setLong(target, from.getLong(source));
    } else {
      to.set(target, from.get(source));
    }
  }

  /** The elements in another type, in fresh row-major memory. */
  static Operand convert(Operand from, DType dtype) {
    Operand result = Operand.allocate(dtype, from.shape());
    Storage target = result.storage();
    boolean whole = !from.dtype().isFloating() && !dtype.isFloating() && dtype != DType.BOOL;
    for (long i = 0; i < from.shape().count(); i++) {
      long position = from.view().position(i);
      if (whole) {
        target.setLong(i, from.storage().getLong(position));
      } else {
        target.set(i, dtype.round(from.storage().get(position)));
      }
    }
    return result;
  }
}
