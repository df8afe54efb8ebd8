// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The values of a .npy file, from its bytes to where they belong in row-major memory, a block at a
 * time; so an array by columns needs no second copy.
 */
final class NpyValues {
  private static final int BLOCK_ELEMENTS = 1 << 13;

  private final NpyHeader header;
  private final String source;
  private final NpyType type;
  private final int[] places = new int[BLOCK_ELEMENTS];
  private final ByteBuffer block;

  NpyValues(NpyHeader header, String source) {
    this.header = header;
    this.source = source;
    type = header.type();
    block = ByteBuffer.allocate(BLOCK_ELEMENTS * type.bytes()).order(header.order());
  }

  /** Reads all values, into fresh memory. */
  Storage read(InputStream in) throws IOException {
    Shape shape = header.shape();
    Storage values = Storage.allocate(type.dtype(), shape);
    NpyOrder order = new NpyOrder(shape, header.columns());
    long length = values.length();
    for (long from = 0; from < length; from += BLOCK_ELEMENTS) {
      int count = (int) Math.min(BLOCK_ELEMENTS, length - from);
      int bytes = count * type.bytes();
      if (in.readNBytes(block.array(), 0, bytes) < bytes) {
        throw new FormatException(source + ": the file ends inside its values");
      }
      order.next(places, count);
      decode(values, count);
    }
    return values;
  }

  private void decode(Storage values, int count) {
    switch (values) {
      case Storage.F32(float[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] =
              type == NpyType.F2
                  ? Float.float16ToFloat(block.getShort(2 * i))
                  : block.getFloat(4 * i);
        }
      }
      case Storage.F64(double[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] = block.getDouble(8 * i);
        }
      }
      case Storage.I32(int[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] = whole(i);
        }
      }
      case Storage.I64(long[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] =
              type == NpyType.U4 ? block.getInt(4 * i) & 0xffffffffL : block.getLong(8 * i);
        }
      }
      case Storage.U8(byte[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] = block.get(i);
        }
      }
      case Storage.Bool(boolean[] array) -> {
        for (int i = 0; i < count; i++) {
          array[places[i]] = truth(i, places[i]);
        }
      }
      case Storage.Device device -> throw new AssertionError(device);
    }
  }

  private int whole(int i) {
    return switch (type) {
      case I1 -> block.get(i);
      case I2 -> block.getShort(2 * i);
      case U2 -> block.getShort(2 * i) & 0xffff;
      default -> block.getInt(4 * i);
    };
  }

  private boolean truth(int i, int place) {
    byte value = block.get(i);
    if (value != 0 && value != 1) {
      throw new FormatException(
          source
              + ": element "
              + header.shape().index(place)
              + " is the byte "
              + (value & 0xff)
              + "; b1 needs 0 or 1");
    }
    return value == 1;
  }
}
