// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;

/**
 * Elements that a backend reads or writes.
 *
 * @param storage the memory
 * @param view where the elements lie in it
 */
public record Operand(Storage storage, View view) {

  /** Fresh row-major memory for a shape. */
  public static Operand allocate(DType dtype, Shape shape) {
    return new Operand(Storage.allocate(dtype, shape), View.of(shape));
  }

  /** The element type. */
  public DType dtype() {
    return storage.dtype();
  }

  /** The sizes. */
  public Shape shape() {
    return view.shape();
  }

  /** The same memory seen another way. */
  public Operand with(View other) {
    return new Operand(storage, other);
  }

  /** The same view of another array of the same type. */
  public Operand over(Object array) {
    return new Operand(Storage.over(dtype(), array), view);
  }

  /** Copies the elements to another operand of the same type and sizes. */
  public void copyTo(Operand target) {
    View to = target.view;
    int count = (int) view.shape().count();
    if (count == 0) {
      return;
    }
    if (view.isContiguous() && to.isContiguous()) {
      System.arraycopy(array(), (int) view.offset(), target.array(), (int) to.offset(), count);
      return;
    }
    boolean floating = dtype().isFloating();
    for (long i = 0; i < count; i++) {
      if (floating) {
        target.storage.set(to.position(i), storage.get(view.position(i)));
      } else {
        target.storage.setLong(to.position(i), storage.getLong(view.position(i)));
      }
    }
  }

  /** Whether another operand lies in the same memory. */
  @SuppressWarnings("ReferenceEquality")
  public boolean sharesMemory(Operand other) {
    return memory() == other.memory();
  }

  /** What tells memory apart: the Java array, or the memory of a device, one object for each. */
  Object memory() {
    return storage instanceof Storage.Device ? storage : array();
  }

  /** The Java array behind heap storage: {@code float[]}, {@code double[]} and so on. */
  public Object array() {
    return switch (storage) {
      case Storage.F32(float[] array) -> array;
      case Storage.F64(double[] array) -> array;
      case Storage.I32(int[] array) -> array;
      case Storage.I64(long[] array) -> array;
      case Storage.U8(byte[] array) -> array;
      case Storage.Bool(boolean[] array) -> array;
      case Storage.Device device -> throw new AssertionError("not on the heap: " + device);
    };
  }
}
