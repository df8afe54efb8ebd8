// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values between memory and little-endian bytes, a block at a time. */
final class StoredValues {
  private static final int BLOCK_BYTES = 1 << 16;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final String source;

  StoredValues(String source) {
    this.source = source;
  }

  /** Fills the storage from the stream. */
  void read(InputStream in, Storage values, String name) throws IOException {
    int width = values.dtype().bytes();
    int most = BLOCK_BYTES / width;
    int length = Math.toIntExact(values.length());
    for (int at = 0; at < length; at += most) {
      int count = Math.min(most, length - at);
      int bytes = count * width;
      if (in.readNBytes(block.array(), 0, bytes) < bytes) {
        throw new FormatException(
            source + ": the file ends inside tensor " + Printable.quoted(name));
      }
      block.clear();
      decode(values, at, count, name);
    }
  }

  private void decode(Storage values, int at, int count, String name) {
    switch (values) {
      case Storage.F32(float[] array) -> block.asFloatBuffer().get(array, at, count);
      case Storage.F64(double[] array) -> block.asDoubleBuffer().get(array, at, count);
      case Storage.I32(int[] array) -> block.asIntBuffer().get(array, at, count);
      case Storage.I64(long[] array) -> block.asLongBuffer().get(array, at, count);
      case Storage.U8(byte[] array) -> block.get(array, at, count);
      case Storage.Bool(boolean[] array) -> decode(array, at, count, name);
      case Storage.Device _ -> throw device(source);
    }
  }

  private void decode(boolean[] array, int at, int count, String name) {
    for (int i = 0; i < count; i++) {
      byte value = block.get(i);
      if (value != 0 && value != 1) {
        throw new FormatException(
            source
                + ": tensor "
                + Printable.quoted(name)
                + ": element "
                + (at + i)
                + " is the byte "
                + (value & 0xff)
                + "; BOOL needs 0 or 1");
      }
      array[at + i] = value == 1;
    }
  }

  /** Writes all values of the storage. */
  void write(Storage values, OutputStream out) throws IOException {
    int most = BLOCK_BYTES / values.dtype().bytes();
    int length = Math.toIntExact(values.length());
    for (int at = 0; at < length; at += most) {
      block.clear();
      encode(values, at, Math.min(length, at + most));
      out.write(block.array(), 0, block.position());
    }
  }

  /** NaN has many bit patterns; {@code floatToIntBits} gives the canonical one. */
  private void encode(Storage values, int from, int to) {
    switch (values) {
      case Storage.F32(float[] array) -> {
        for (int i = from; i < to; i++) {
          block.putInt(Float.floatToIntBits(array[i]));
        }
      }
      case Storage.F64(double[] array) -> {
        for (int i = from; i < to; i++) {
          block.putLong(Double.doubleToLongBits(array[i]));
        }
      }
      case Storage.I32(int[] array) -> {
        for (int i = from; i < to; i++) {
          block.putInt(array[i]);
        }
      }
      case Storage.I64(long[] array) -> {
        for (int i = from; i < to; i++) {
          block.putLong(array[i]);
        }
      }
      case Storage.U8(byte[] array) -> block.put(array, from, to - from);
      case Storage.Bool(boolean[] array) -> {
        for (int i = from; i < to; i++) {
          block.put((byte) (array[i] ? 1 : 0));
        }
      }
      case Storage.Device _ -> throw device(source);
    }
  }

  private static ArgumentException device(String source) {
    return new ArgumentException(source + ": the values lie on a device; copy them to the heap");
  }
}
