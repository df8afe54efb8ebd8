// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.Arrays;
import java.util.List;

/** Loops over index tensors as work that a plan can do again, allocating nothing. */
final class Lookups {

  private Lookups() {}

  /** Elements at the places that an index names along an axis. */
  static Work take(Op op, int axis, List<Operand> inputs, Operand result) {
    String name = op.name();
    long[] strides = inputs.get(1).shape().strides();
    return new Work.Routine(
        op,
        inputs,
        List.of(result),
        (in, out, _) -> take(in.get(0), in.get(1), out.getFirst(), axis, strides, name));
  }

  private static void take(
      Operand from, Operand index, Operand result, int axis, long[] strides, String name) {
    View view = from.view();
    long size = from.shape().size(axis);
    long count = index.shape().count();
    for (long i = 0; i < count; i++) {
      long position = view.offset() + Indices.at(index, i, size, name) * view.stride(axis);
      long left = i;
      for (int each = 0; each < strides.length; each++) {
        long step = left / strides[each];
        left -= step * strides[each];
        position += each == axis ? 0 : step * view.stride(each);
      }
      Copies.element(from.storage(), position, result.storage(), i);
    }
  }

  /** 1 at the place that each index names, 0 elsewhere. */
  static Work oneHot(Op op, int classes, List<Operand> inputs, Operand result) {
    String name = op.name();
    return new Work.Routine(
        op,
        inputs,
        List.of(result),
        (in, out, _) -> oneHot(in.getFirst(), out.getFirst().storage(), classes, name));
  }

  private static void oneHot(Operand index, Storage result, int classes, String name) {
    int count = (int) index.shape().count();
    clear(result, count * classes);
    for (int i = 0; i < count; i++) {
      result.set((long) i * classes + Indices.at(index, i, classes, name), 1);
    }
  }

  private static void clear(Storage storage, int count) {
    switch (storage) {
      case Storage.F32(float[] array) -> Arrays.fill(array, 0, count, 0);
      case Storage.F64(double[] array) -> Arrays.fill(array, 0, count, 0);
      case Storage.I32(int[] array) -> Arrays.fill(array, 0, count, 0);
      case Storage.I64(long[] array) -> Arrays.fill(array, 0, count, 0);
      case Storage.U8(byte[] array) -> Arrays.fill(array, 0, count, (byte) 0);
      case Storage.Bool(boolean[] array) -> Arrays.fill(array, 0, count, false);
      case Storage.Device device -> throw new AssertionError(device);
    }
  }

  /** Slices at the places that a row of indices names along an axis. */
  static Work select(Op op, int axis, List<Operand> inputs, Operand result) {
    String name = op.name();
    boolean rows = axis == 0 && inputs.get(0).view().isContiguous();
    return new Work.Routine(
        op,
        inputs,
        List.of(result),
        (in, out, _) -> {
          if (result.shape().count() == 0) {
            Indices.checkAll(in.get(1), in.get(0).shape().size(axis), name);
          } else if (rows) {
            rows(in.get(0), in.get(1), out.getFirst(), name);
          } else {
            select(in.get(0), in.get(1), out.getFirst(), axis, name);
          }
        });
  }

  private static void rows(Operand from, Operand index, Operand result, String name) {
    long size = from.shape().size(0);
    int count = (int) result.shape().size(0);
    int length = (int) (result.shape().count() / Math.max(1, count));
    int first = (int) from.view().offset();
    Object source = from.array();
    Object target = result.array();
    for (int i = 0; i < count; i++) {
      int row = (int) Indices.at(index, i, size, name);
      System.arraycopy(source, first + row * length, target, i * length, length);
    }
  }

  private static void select(Operand from, Operand index, Operand result, int axis, String name) {
    long size = from.shape().size(axis);
    for (long i = 0; i < result.shape().size(axis); i++) {
      long place = Indices.at(index, i, size, name);
      Operand slice = from.with(from.view().slice(axis, place, 1, 1));
      Copies.copy(slice, result.with(result.view().slice(axis, i, 1, 1)));
    }
  }
}
