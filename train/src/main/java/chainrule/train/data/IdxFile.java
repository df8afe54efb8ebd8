// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.InputFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format, the one MNIST comes in.
 *
 * <p>Layout: two zero bytes, a type byte (8: unsigned bytes, the only one read), the number of
 * dimensions, each size as a big-endian 32-bit integer, then the values, row-major. The file may be
 * packed by gzip; its first bytes tell. No more is read than the sizes announce, and no more
 * announced than the file can hold.
 *
 * <p>Shapes: {@code values} holds {@code shape.count()} bytes.
 *
 * @param shape the sizes
 * @param values the bytes, 0 to 255 in the bits of Java's signed ones
 */
public record IdxFile(Shape shape, byte[] values) {
  /** The greatest number of values read from one file. */
  static final long MAX_VALUES = 1L << 30;

  /** Deflate packs at most 258 bytes into two bits. */
  private static final long DEFLATE_MAX_RATIO = 1032;

  /**
   * Reads a file, packed or not.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no IDX file of unsigned bytes, or not a whole one
   * @throws chainrule.error.LimitException if it does not fit the heap
   */
  public static IdxFile read(Path file) {
    return InputFiles.read(file, "idx", (in, length) -> read(in, length, "idx: " + file));
  }

  private static IdxFile read(InputStream in, long length, String source) throws IOException {
    if (length == 0) {
      throw new FormatException(source + ": the file is empty");
    }
    try {
      Unpacked file = Unpacked.of(in);
      IdxReading reading = new IdxReading(file.in(), source);
      return file.packed() ? reading.packed(length * DEFLATE_MAX_RATIO) : reading.plain(length);
    } catch (ZipException | EOFException e) {
      throw new FormatException(
          source + ": the gzip data are damaged or incomplete: " + e.getMessage(),
          "get the file again");
    }
  }
}
