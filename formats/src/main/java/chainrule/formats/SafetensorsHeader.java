// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file: what is in it, without the values.
 *
 * <p>A header that was read is whole: its tensors lie one behind the other without gap or overlap,
 * fill the file to its last byte, and each has exactly the bytes that its type and shape need.
 *
 * @param metadata free text by name
 * @param tensors the tensors in the order of their bytes
 */
public record SafetensorsHeader(Map<String, String> metadata, List<SafetensorsSlot> tensors) {
  /** The longest header, in bytes, as in the reference library. */
  static final long MAX_BYTES = 100_000_000;

  private static final int PREFIX_BYTES = 8;

  /** Copies both, in their order. */
  public SafetensorsHeader {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads the header alone; the values are not looked at.
   *
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is no safetensors file, or one that breaks a rule of the format
   */
  public static SafetensorsHeader read(Path file) {
    return InputFiles.read(
        file, "safetensors", (in, length) -> read(in, length, "safetensors: " + file));
  }

  /** Reads the header from the beginning of a stream that holds {@code length} bytes in all. */
  static SafetensorsHeader read(InputStream in, long length, String source) throws IOException {
    if (length == 0) {
      throw new FormatException(source + ": the file is empty");
    }
    byte[] prefix = in.readNBytes(PREFIX_BYTES);
    if (prefix.length < PREFIX_BYTES) {
      throw new FormatException(
          source + ": " + prefix.length + " bytes; a file begins with 8 bytes of header length");
    }
    long bytes = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    checkLength(bytes, length - PREFIX_BYTES, source);
    byte[] header = in.readNBytes((int) bytes);
    if (header.length < bytes) {
      throw new FormatException(source + ": the file ends inside its header");
    }
    String text = JsonParsing.decode(header, source + ": header");
    return new SafetensorsParsing(source, length - PREFIX_BYTES - bytes).parse(text);
  }

  private static void checkLength(long bytes, long rest, String source) {
    String found = source + ": header length " + Long.toUnsignedString(bytes);
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new FormatException(
          found + "; at most " + MAX_BYTES, "check that the file is a safetensors file");
    }
    if (bytes > rest) {
      throw new FormatException(found + ", but only " + rest + " bytes follow it");
    }
    if (bytes < 2) {
      throw new FormatException(found + "; the shortest header, {}, has 2");
    }
  }
}
