// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@link NpyFile} to the bytes that NumPy writes. */
final class NpyWriting {
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for the first size to grow to as many digits. */
  private static final int SIZE_DIGITS = 21;

  private NpyWriting() {}

  static void write(NpyFile file, OutputStream out) throws IOException {
    out.write(header(file));
    new StoredValues("npy").write(file.values(), out);
  }

  /** How many bytes are written. */
  static long bytes(NpyFile file) {
    return header(file).length + file.values().length() * file.values().dtype().bytes();
  }

  private static byte[] header(NpyFile file) {
    NpyType type = NpyType.of(file.values().dtype());
    String order = type.bytes() == 1 ? "|" : "<";
    String text =
        "{'descr': '"
            + order
            + type.code()
            + "', 'fortran_order': False, 'shape': "
            + tuple(file.shape())
            + ", }"
            + " ".repeat(growth(file.shape()));
    int before = NpyHeader.MAGIC_BYTES + 2 + Short.BYTES;
    int padded = (before + text.length() + 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
    ByteBuffer bytes = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(bytes.array(), (byte) ' ');
    bytes
        .put(NpyHeader.FIRST_BYTE)
        .put(NpyHeader.MAGIC_TEXT.getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {1, 0})
        .putShort((short) (padded - before))
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .put(padded - 1, (byte) '\n');
    return bytes.array();
  }

  /** The sizes as Python writes a tuple. */
  private static String tuple(Shape shape) {
    String sizes =
        Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return "(" + sizes + (shape.rank() == 1 ? ",)" : ")");
  }

  private static int growth(Shape shape) {
    return shape.rank() == 0 ? 0 : SIZE_DIGITS - Long.toString(shape.size(0)).length();
  }
}
