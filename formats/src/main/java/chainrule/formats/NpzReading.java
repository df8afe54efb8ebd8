// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An open .npz file whose directory has been checked. */
final class NpzReading {
  private final ZipFile zip;
  private final SequencedMap<String, ZipEntry> entries;
  private final String source;

  private NpzReading(ZipFile zip, SequencedMap<String, ZipEntry> entries, String source) {
    this.zip = zip;
    this.entries = entries;
    this.source = source;
  }

  /** What is done with an open file. */
  @FunctionalInterface
  interface Use<T> {
    T of(NpzReading archive) throws IOException;
  }

  /** Opens a file, uses it and closes it. */
  static <T> T of(Path file, Use<T> use) {
    String source = "npz: " + file;
    return InputFiles.read(
        file,
        "npz",
        (_, length) -> {
          if (length == 0) {
            throw new FormatException(source + ": the file is empty");
          }
          try (ZipFile zip = new ZipFile(file.toFile())) {
            return use.of(new NpzReading(zip, NpzEntries.of(zip, length, source), source));
          } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw damaged(source, e);
          }
        });
  }

  private static FormatException damaged(String source, Exception cause) {
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    FormatException exception =
        new FormatException(
            source + ": no zip archive, or a damaged one: " + Printable.of(said),
            "check that the file was written by numpy.savez; get or write it again");
    exception.initCause(cause);
    return exception;
  }

  /** The names of the arrays in the order of the file. */
  List<String> names() {
    return List.copyOf(entries.sequencedKeySet());
  }

  /** Reads an array. */
  NpyFile read(String name) throws IOException {
    ZipEntry entry =
        Optional.ofNullable(entries.get(name))
            .orElseThrow(() -> NpzFile.missing(source, name, names()));
    String array = source + ": array " + Printable.quoted(name);
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      NpyFile read = NpyFile.read(in, entry.getSize(), array);
      if (in.read() >= 0) {
        throw new FormatException(array + ": unpacks to more bytes than are announced");
      }
      if (sum.getValue() != entry.getCrc()) {
        throw new FormatException(
            array + ": the checksum is wrong, so the data are damaged", "get the file again");
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw damaged(array, e);
    }
  }
}
