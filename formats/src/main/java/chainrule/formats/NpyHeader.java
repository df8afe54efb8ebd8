// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The header of a .npy file.
 *
 * @param type the type of the elements in the file
 * @param order the order of their bytes
 * @param columns whether the first axis runs fastest (Fortran's order), not the last
 * @param sizes the sizes of the array
 */
record NpyHeader(NpyType type, ByteOrder order, boolean columns, long[] sizes) {
  static final int MAGIC_BYTES = 6;
  static final byte FIRST_BYTE = (byte) 0x93;
  static final String MAGIC_TEXT = "NUMPY";

  /** The longest header, in bytes, as NumPy has it. */
  static final int MAX_BYTES = 10_000;

  /** Reads a header from the beginning of a stream of {@code length} bytes, and checks it. */
  static NpyHeader read(InputStream in, long length, String source) throws IOException {
    if (length == 0) {
      throw new FormatException(source + ": the file is empty");
    }
    byte[] start = in.readNBytes(MAGIC_BYTES + 2);
    checkMagic(start, source);
    int version = start[MAGIC_BYTES];
    if (version < 1 || version > 3 || start[MAGIC_BYTES + 1] != 0) {
      throw new FormatException(
          source
              + ": format version "
              + (version & 0xff)
              + "."
              + (start[MAGIC_BYTES + 1] & 0xff)
              + "; 1.0, 2.0 and 3.0 are read");
    }
    int prefix = version == 1 ? Short.BYTES : Integer.BYTES;
    int bytes = headerBytes(in, prefix, length, source);
    byte[] header = in.readNBytes(bytes);
    if (header.length < bytes) {
      throw new FormatException(source + ": the file ends inside its header");
    }
    String text =
        version == 3
            ? JsonParsing.decode(header, source + ": header")
            : new String(header, StandardCharsets.ISO_8859_1);
    NpyHeader read = new NpyDictionary(text, source).parse();
    read.checkBytes(length - start.length - prefix - bytes, source);
    return read;
  }

  private static void checkMagic(byte[] start, String source) {
    boolean right =
        start.length == MAGIC_BYTES + 2
            && start[0] == FIRST_BYTE
            && new String(start, 1, MAGIC_TEXT.length(), StandardCharsets.ISO_8859_1)
                .equals(MAGIC_TEXT);
    if (!right) {
      throw new FormatException(
          source
              + ": begins with "
              + HexFormat.of().formatHex(start)
              + "; a .npy file begins with 934e554d5059 and its version",
          "check that the file was written by numpy.save");
    }
  }

  private static int headerBytes(InputStream in, int prefix, long length, String source)
      throws IOException {
    byte[] read = in.readNBytes(prefix);
    if (read.length < prefix) {
      throw new FormatException(source + ": the file ends inside the length of its header");
    }
    ByteBuffer number = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    long bytes = prefix == Short.BYTES ? number.getShort() & 0xffff : number.getInt() & 0xffffffffL;
    String found = source + ": header length " + bytes;
    if (bytes > MAX_BYTES) {
      throw new FormatException(found + "; at most " + MAX_BYTES);
    }
    long rest = length - MAGIC_BYTES - 2 - prefix;
    if (bytes > rest) {
      throw new FormatException(found + ", but only " + rest + " bytes follow it");
    }
    return (int) bytes;
  }

  private void checkBytes(long held, String source) {
    String what = source + ": " + type.code() + Arrays.toString(sizes);
    long needed;
    try {
      needed = bytes();
    } catch (ArithmeticException e) {
      throw new FormatException(what + " has more than 2^63 - 1 bytes");
    }
    if (needed != held) {
      throw new FormatException(
          what + " needs " + needed + " bytes; " + held + " follow the header");
    }
  }

  private long bytes() {
    for (long size : sizes) {
      if (size == 0) {
        return 0;
      }
    }
    long bytes = type.bytes();
    for (long size : sizes) {
      bytes = Math.multiplyExact(bytes, size);
    }
    return bytes;
  }

  Shape shape() {
    return Shape.of(sizes);
  }
}
