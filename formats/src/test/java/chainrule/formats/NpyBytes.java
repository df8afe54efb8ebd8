// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** .npy files made by hand, honest or not. */
final class NpyBytes {
  private NpyBytes() {}

  /** A file of version 1.0 without padding. */
  static byte[] of(String header, int... data) {
    return of(1, header, data);
  }

  static byte[] of(int version, String header, int... data) {
    byte[] text =
        header.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return of(version, text.length, text, data);
  }

  /** A file that says its header is so long. */
  static byte[] of(int version, long headerBytes, byte[] header, int... data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) headerBytes);
    } else {
      bytes.putInt((int) headerBytes);
    }
    bytes.put(header);
    for (int value : data) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  /** The dictionary of a header. */
  static String header(String descr, boolean columns, String shape) {
    return "{'descr': '"
        + descr
        + "', 'fortran_order': "
        + (columns ? "True" : "False")
        + ", 'shape': "
        + shape
        + ", }";
  }

  /** The header that NumPy writes, with the padding it gives and a line's end. */
  static byte[] padded(String header, int headerBytes, int... data) {
    return of(header + " ".repeat(headerBytes - header.length() - 1) + "\n", data);
  }
}
