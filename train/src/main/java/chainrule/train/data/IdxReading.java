// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** One pass over the plain bytes of an IDX file, everything checked before it is believed. */
final class IdxReading {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MAX_DIMENSIONS = 32;

  private final InputStream in;
  private final String source;

  IdxReading(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** Reads a plain file of this length. */
  IdxFile plain(long length) throws IOException {
    return read(sizes(length));
  }

  /** Reads the sizes of a plain file of this length, which holds what they announce. */
  long[] sizes(long length) throws IOException {
    long[] sizes = sizes();
    long held = length - headerBytes(sizes);
    if (count(sizes) != held) {
      throw refused(announced(sizes) + "; the file holds " + held);
    }
    return sizes;
  }

  /** Reads packed data that can give at most this many bytes. */
  IdxFile packed(long most) throws IOException {
    long[] sizes = sizes();
    if (count(sizes) > most - headerBytes(sizes)) {
      throw refused(announced(sizes) + "; the packed file cannot hold more than " + most);
    }
    return read(sizes);
  }

  private IdxFile read(long[] sizes) throws IOException {
    long count = count(sizes);
    // Whatever is read is gathered in pieces, which are copied at the end.
    Storage.checkBudget(source, 2 * count);
    byte[] values = in.readNBytes((int) count);
    if (values.length < count) {
      throw refused(announced(sizes) + "; the data end after " + values.length);
    }
    if (in.read() >= 0) {
      throw refused(announced(sizes) + ", but more follow");
    }
    return new IdxFile(Shape.of(sizes), values);
  }

  /** Where the values begin. */
  static long headerBytes(long[] sizes) {
    return Integer.BYTES * (1L + sizes.length);
  }

  private int dimensions() throws IOException {
    byte[] magic = bytes(Integer.BYTES, "the 4 bytes an IDX file begins with");
    if (magic[0] != 0 || magic[1] != 0) {
      throw new FormatException(
          String.format(
              Locale.ROOT,
              "%s: offset 0: begins with %02x %02x %02x %02x; an IDX file begins with 00 00 08",
              source,
              magic[0],
              magic[1],
              magic[2],
              magic[3]),
          "check that the file is an IDX file, plain or packed by gzip");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw refused(
          String.format(
              Locale.ROOT,
              "offset 2: type byte %02x (%s); only 08, unsigned bytes, is read",
              magic[2],
              typeName(magic[2])));
    }
    int dimensions = magic[3] & 0xff;
    if (dimensions == 0 || dimensions > MAX_DIMENSIONS) {
      throw refused(
          "offset 3: " + dimensions + " dimensions; 1 to " + MAX_DIMENSIONS + " are read");
    }
    return dimensions;
  }

  private static String typeName(byte type) {
    return switch (type) {
      case 0x09 -> "signed bytes";
      case 0x0b -> "16-bit integers";
      case 0x0c -> "32-bit integers";
      case 0x0d -> "32-bit floating point";
      case 0x0e -> "64-bit floating point";
      default -> "unknown";
    };
  }

  private long[] sizes() throws IOException {
    int dimensions = dimensions();
    ByteBuffer header = ByteBuffer.wrap(bytes(Integer.BYTES * dimensions, "the sizes"));
    long[] sizes = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = header.getInt();
      if (sizes[i] < 0) {
        throw refused(
            "offset " + Integer.BYTES * (1 + i) + ": size " + sizes[i] + "; 0 or more is needed");
      }
    }
    return sizes;
  }

  private long count(long[] sizes) {
    long count = 1;
    for (long size : sizes) {
      // Each factor is below 2^31, so a product that passed the check cannot overflow.
      count *= size;
      if (count > IdxFile.MAX_VALUES) {
        throw refused(
            "sizes " + Arrays.toString(sizes) + " are over the limit of " + IdxFile.MAX_VALUES);
      }
    }
    return count;
  }

  private byte[] bytes(int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw refused("the file ends inside " + what);
    }
    return bytes;
  }

  private String announced(long[] sizes) {
    return "sizes " + Arrays.toString(sizes) + " announce " + count(sizes) + " values";
  }

  private FormatException refused(String problem) {
    return new FormatException(source + ": " + problem);
  }
}
