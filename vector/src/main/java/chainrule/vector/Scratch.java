// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A pool of arrays for packed operands, so that a product of a shape met before allocates none.
 *
 * <p>The one state of this package that outlives a call besides compiled kernels: for each type and
 * each power of two up to the largest panel at most {@link #KEPT} arrays, contents of no meaning.
 */
final class Scratch {

  private static final int KEPT = 16;
  private static final int SIZES = 32;

  private static final Scratch F32 = new Scratch(DType.F32);
  private static final Scratch F64 = new Scratch(DType.F64);

  private final DType dtype;
  private final AtomicReferenceArray<@Nullable Object> free =
      new AtomicReferenceArray<>(SIZES * KEPT);

  private Scratch(DType dtype) {
    this.dtype = dtype;
  }

  /** The pool of a floating type. */
  static Scratch of(DType dtype) {
    return dtype == DType.F32 ? F32 : F64;
  }

  /** An array of at least a length, for the caller alone until it gives it back. */
  Object take(int length) {
    int size = size(length);
    for (int slot = size * KEPT; slot < (size + 1) * KEPT; slot++) {
      Object array = free.getAndSet(slot, null);
      if (array != null) {
        return array;
      }
    }
    return dtype == DType.F32 ? new float[1 << size] : new double[1 << size];
  }

  /** Gives back what {@link #take} gave for the same length. */
  void give(int length, Object array) {
    int size = size(length);
    for (int slot = size * KEPT; slot < (size + 1) * KEPT; slot++) {
      if (free.compareAndSet(slot, null, array)) {
        return;
      }
    }
  }

  private static int size(int length) {
    return SIZES - Integer.numberOfLeadingZeros(length - 1);
  }
}
