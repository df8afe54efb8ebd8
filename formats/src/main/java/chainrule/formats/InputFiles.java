// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opening files to be read, with one clear message when that cannot be. */
public final class InputFiles {
  private InputFiles() {}

  /** What is done with an open file. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Reads the file.
     *
     * @param in its bytes, from the first
     * @param length how many there were when it was opened
     * @return what was made of them
     * @throws IOException if reading fails
     */
    T read(InputStream in, long length) throws IOException;
  }

  /**
   * Opens a regular file, reads it and closes it.
   *
   * @param file the file; links are followed
   * @param operation who reads, in a word, for messages
   * @param reader what is done with it
   * @return what the reader gives
   * @throws FileException if it does not exist, is no regular file (a folder, a pipe), may not be
   *     read or breaks off
   */
  public static <T> T read(Path file, String operation, Reader<T> reader) {
    try {
      if (Files.isDirectory(file)) {
        throw new FileException(operation + ": " + file + " is a folder; a file is needed");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new FileException(operation + ": " + file + " is no regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return reader.read(in, Files.size(file));
      }
    } catch (IOException e) {
      throw FileErrors.of(operation, file, e);
    }
  }

  /**
   * All bytes of a file that must not be large.
   *
   * @param file the file
   * @param operation who reads, in a word, for messages
   * @param limit the greatest length, in bytes
   * @return the bytes
   * @throws FileException if it cannot be read
   * @throws FormatException if it is longer than the limit
   */
  public static byte[] readAll(Path file, String operation, int limit) {
    return read(
        file,
        operation,
        (in, length) -> {
          byte[] bytes = in.readNBytes(limit);
          if (bytes.length == limit && in.read() >= 0) {
            throw new FormatException(
                operation + ": " + file + ": more than " + limit + " bytes, the limit here");
          }
          return bytes;
        });
  }
}
