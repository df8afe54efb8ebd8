// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The content of a .npy file, in which NumPy keeps one array.
 *
 * <p>Layout: the byte 0x93, {@code NUMPY}, the version, the length of the header, the header (a
 * dictionary of type, order and shape as text), then the values. Versions 1.0, 2.0 and 3.0 are
 * read, with values of either byte order, by rows or by columns; in memory they are always by rows.
 *
 * <table>
 * <caption>Types in a file and in memory</caption>
 * <tr><th>in the file</th><th>in memory</th></tr>
 * <tr><td>f4, f8, i4, i8, u1, b1</td><td>F32, F64, I32, I64, U8, BOOL: the same</td></tr>
 * <tr><td>f2</td><td>F32</td></tr>
 * <tr><td>i1, i2, u2</td><td>I32</td></tr>
 * <tr><td>u4</td><td>I64</td></tr>
 * </table>
 *
 * <p>Types that have no counterpart are widened to the next that holds all their values, so nothing
 * is lost; u8, the unsigned 64 bits, would not fit I64 and is refused, as are complex numbers,
 * text, dates, structured types and Python objects. Nothing in a file is ever run. A header is at
 * most 10,000 bytes long, and the values must be exactly as many as the shape announces; both are
 * known before memory is asked for.
 *
 * <p>Writing gives the bytes that {@code numpy.save} gives for an array by rows: version 1.0,
 * little-endian, the header padded to a multiple of 64 bytes, NaN as the canonical one.
 *
 * <pre>{@code
 * Tensor images = NpyFile.read(path).toTensor();
 * NpyFile.of(images).save(path);
 * }</pre>
 *
 * <p>Shapes: {@code values} holds {@code shape.count()} elements, row-major. The memory is handed
 * over, not copied.
 *
 * <p>Source: NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays" (2007).
 *
 * @param shape the sizes
 * @param values the elements
 */
public record NpyFile(Shape shape, Storage values) {
  /**
   * Checks that there are as many values as the shape needs.
   *
   * @throws ShapeException if not
   */
  public NpyFile {
    if (values.length() != shape.count()) {
      throw new ShapeException(
          "npy: " + values.length() + " values; shape " + shape + " needs " + shape.count());
    }
  }

  /** The values of a tensor; they are copied. */
  public static NpyFile of(Tensor tensor) {
    return new NpyFile(tensor.shape(), tensor.toStorage());
  }

  /**
   * Reads the content from memory.
   *
   * @throws FormatException if the bytes are no .npy file, or one that cannot be read
   * @throws LimitException if the array does not fit the heap
   */
  public static NpyFile of(byte[] bytes) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, "npy");
    } catch (IOException e) {
      throw new FormatException("npy: " + e.getMessage());
    }
  }

  /**
   * Reads a file.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no .npy file, or one that cannot be read
   * @throws LimitException if the array does not fit the heap
   */
  public static NpyFile read(Path file) {
    return InputFiles.read(file, "npy", (in, length) -> read(in, length, "npy: " + file));
  }

  /** Reads an array from a stream that holds {@code length} bytes in all. */
  static NpyFile read(InputStream in, long length, String source) throws IOException {
    NpyHeader header = NpyHeader.read(in, length, source);
    return new NpyFile(header.shape(), new NpyValues(header, source).read(in));
  }

  /** A leaf with these values; they are copied. */
  public Tensor toTensor() {
    return Tensor.of(shape, values);
  }

  /**
   * Writes the file whole or not at all, replacing one that exists.
   *
   * @throws FileException if it cannot be written; a file that was there is then as it was
   * @see AtomicFile
   */
  public void save(Path file) {
    AtomicFile.replacing(file).write(this::writeTo);
  }

  /**
   * Writes the bytes of the file.
   *
   * @throws IOException if the stream fails
   */
  public void writeTo(OutputStream out) throws IOException {
    NpyWriting.write(this, out);
  }
}
