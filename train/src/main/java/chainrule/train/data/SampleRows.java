// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Storage;
import chainrule.spi.Operand;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;

/**
 * The rows of a tensor, one a sample, where they lie in memory.
 *
 * @param first where the first begins
 * @param length the elements of one
 */
record SampleRows(DType dtype, Object array, int first, int length) {

  static SampleRows of(Tensor samples) {
    Operand memory = Tracer.memory(samples);
    if (!memory.view().isContiguous()) {
      memory = Tracer.memory(Tensor.of(samples.shape(), samples.toStorage()));
    }
    int length = samples.size(0) == 0 ? 0 : (int) (samples.count() / samples.size(0));
    return new SampleRows(memory.dtype(), memory.array(), (int) memory.view().offset(), length);
  }

  /** Copies one row to another place. */
  void copy(int row, Storage target, int place) {
    System.arraycopy(array, first + row * length, array(target), place * length, length);
  }

  /** Copies the first elements of one memory to a place in another of the same type. */
  static void copy(Storage from, Storage to, int place, int count) {
    copy(from, 0, to, place, count);
  }

  /** Copies elements from a place in one memory to a place in another of the same type. */
  static void copy(Storage from, int first, Storage to, int place, int count) {
    System.arraycopy(array(from), first, array(to), place, count);
  }

  /** The Java array of heap memory. */
  private static Object array(Storage memory) {
    return switch (memory) {
      case Storage.F32(float[] array) -> array;
      case Storage.F64(double[] array) -> array;
      case Storage.I32(int[] array) -> array;
      case Storage.I64(long[] array) -> array;
      case Storage.U8(byte[] array) -> array;
      case Storage.Bool(boolean[] array) -> array;
      case Storage.Device device -> throw new AssertionError(device);
    };
  }
}
