// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import chainrule.error.LimitException;

/**
 * The memory of a tensor: a Java array on the heap, or memory of a device.
 *
 * <p>Heap storage is a record around one array, so kernels take it apart with a pattern. U8 keeps
 * its unsigned values in the bits of signed bytes.
 */
public sealed interface Storage {

  /** The element type. */
  DType dtype();

  /** The number of elements. */
  long length();

  /** Element {@code index} as a double; BOOL as 0 or 1. */
  double get(long index);

  /** Element {@code index} as a long; floating values lose their fraction. */
  default long getLong(long index) {
    return (long) get(index);
  }

  /** Rewrites element {@code index}, rounded to the element type. */
  void set(long index, double value);

  /**
   * Rewrites element {@code index} from a long: integers keep the low bits as a Java cast does,
   * floating types round.
   */
  default void setLong(long index, long value) {
    set(index, (double) value);
  }

  /** F32 elements on the heap. */
  record F32(float[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.F32;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index];
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = (float) value;
    }
  }

  /** F64 elements on the heap. */
  record F64(double[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.F64;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index];
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = value;
    }
  }

  /** I32 elements on the heap. */
  record I32(int[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.I32;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index];
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = (int) value;
    }

    @Override
    public void setLong(long index, long value) {
      array[(int) index] = (int) value;
    }
  }

  /** I64 elements on the heap. */
  record I64(long[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.I64;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index];
    }

    @Override
    public long getLong(long index) {
      return array[(int) index];
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = (long) value;
    }

    @Override
    public void setLong(long index, long value) {
      array[(int) index] = value;
    }
  }

  /** U8 elements on the heap. */
  record U8(byte[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.U8;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index] & 0xff;
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = (byte) (int) value;
    }

    @Override
    public void setLong(long index, long value) {
      array[(int) index] = (byte) value;
    }
  }

  /** BOOL elements on the heap. */
  record Bool(boolean[] array) implements Storage {
    @Override
    public DType dtype() {
      return DType.BOOL;
    }

    @Override
    public long length() {
      return array.length;
    }

    @Override
    public double get(long index) {
      return array[(int) index] ? 1 : 0;
    }

    @Override
    public void set(long index, double value) {
      array[(int) index] = value != 0;
    }
  }

  /** The one open door: memory that a backend keeps on its own device. */
  non-sealed interface Device extends Storage {}

  /**
   * Fresh heap memory, all zero.
   *
   * @param shape what it is for; named in the error
   * @throws LimitException if it is over the byte budget or longer than a Java array
   */
  static Storage allocate(DType dtype, Shape shape) {
    int length = Budget.check(dtype, shape);
    return switch (dtype) {
      case F32 -> new F32(new float[length]);
      case F64 -> new F64(new double[length]);
      case I32 -> new I32(new int[length]);
      case I64 -> new I64(new long[length]);
      case U8 -> new U8(new byte[length]);
      case BOOL -> new Bool(new boolean[length]);
    };
  }

  /**
   * Checks the byte budget for several allocations that belong together.
   *
   * @param what they are for; named in the error
   * @throws LimitException if they are over it
   */
  static void checkBudget(String what, long bytes) {
    Budget.check(what, bytes);
  }

  /** The storage around a Java array, which is not copied. */
  static Storage over(DType dtype, Object array) {
    return switch (dtype) {
      case F32 -> new F32((float[]) array);
      case F64 -> new F64((double[]) array);
      case I32 -> new I32((int[]) array);
      case I64 -> new I64((long[]) array);
      case U8 -> new U8((byte[]) array);
      case BOOL -> new Bool((boolean[]) array);
    };
  }
}
