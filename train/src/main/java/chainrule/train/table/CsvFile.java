// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.ChainruleException;
import chainrule.error.FormatException;
import chainrule.formats.InputFiles;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file whose first record names its columns; read from the beginning as often as asked for.
 *
 * @param path plain, or packed by gzip
 * @param header the names of the columns
 * @param delimiter what separates fields
 * @param windows whether lines end as on Windows
 */
record CsvFile(Path path, CsvHeader header, char delimiter, boolean windows) {

  private static final int SAMPLE_CHARACTERS = 1 << 16;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  /** What is done with each record after the header. */
  @FunctionalInterface
  interface RowReader {
    /** Takes one record; it has one cell for each column. */
    void read(CsvRow row) throws IOException;
  }

  private interface Body<T> {
    T read(Utf8Text text) throws IOException;
  }

  /**
   * Reads the first lines.
   *
   * @param delimiter what separates fields, if that is known
   * @throws FormatException if there is no header, or two columns have one name
   * @throws chainrule.error.FileException if the file cannot be read
   */
  static CsvFile open(Path path, Optional<Character> delimiter) {
    String sample = open(path, CsvFile::sample);
    char separator = delimiter.orElseGet(() -> Delimiter.of(sample));
    CsvRow first =
        open(
            path,
            text -> {
              CsvHandler handler = new CsvHandler(source(path));
              try (CsvReader<CsvRow> reader = reader(separator, handler, text)) {
                return next(reader.iterator(), handler, source(path))
                    .orElseThrow(() -> new FormatException(source(path) + ": the file is empty"));
              }
            });
    CsvHeader header = CsvHeader.of(first, source(path));
    return new CsvFile(path, header, separator, sample.contains("\r\n"));
  }

  private static String sample(Utf8Text text) throws IOException {
    char[] sample = new char[SAMPLE_CHARACTERS];
    int length = 0;
    int read = 0;
    while (read >= 0 && length < sample.length) {
      length += read;
      read = text.read(sample, length, sample.length - length);
    }
    return new String(sample, 0, length);
  }

  /** What messages about the file begin with. */
  String source() {
    return source(path);
  }

  private static String source(Path path) {
    return "csv: " + path;
  }

  /**
   * Reads all records after the header, in order. Empty lines are passed over.
   *
   * @throws FormatException if the text is no CSV or a record has too many or too few cells; the
   *     line is named
   */
  void rows(RowReader rows) {
    open(
        path,
        text -> {
          CsvHandler handler = new CsvHandler(source());
          try (CsvReader<CsvRow> reader = reader(delimiter, handler, text)) {
            Iterator<CsvRow> records = reader.iterator();
            next(records, handler, source());
            Optional<CsvRow> row = next(records, handler, source());
            while (row.isPresent()) {
              check(row.get());
              rows.read(row.get());
              row = next(records, handler, source());
            }
          }
          return path;
        });
  }

  private void check(CsvRow row) {
    if (row.cells().length != header.count()) {
      throw new FormatException(
          source()
              + ": line "
              + row.line()
              + " has "
              + counted(row.cells().length, "cell")
              + ", the header has "
              + counted(header.count(), "column"),
          "a cell that holds "
              + Cells.quoted(String.valueOf(delimiter))
              + " or a line end needs quotes around it");
    }
  }

  static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static CsvReader<CsvRow> reader(char delimiter, CsvHandler handler, Utf8Text text) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(2 * CsvHandler.MOST_CHARACTERS)
        .build(handler, text);
  }

  /** The next record; what the reader says of bad ones is said with file and line. */
  private static Optional<CsvRow> next(Iterator<CsvRow> records, CsvHandler handler, String source)
      throws IOException {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof ChainruleException known) {
        throw known;
      }
      throw explained(String.valueOf(e.getMessage()), handler, source);
    }
  }

  private static FormatException explained(String said, CsvHandler handler, String source) {
    String place = source + ": line " + handler.line() + ": ";
    if (said.startsWith("Unclosed")) {
      return new FormatException(
          place + "a quote is opened and never closed", "close it, or double it inside quotes");
    }
    if (said.startsWith("Unexpected character")) {
      return new FormatException(
          place + "text follows a closing quote", "write a quote inside quotes twice");
    }
    return handler.tooLong();
  }

  private static <T> T open(Path path, Body<T> body) {
    return InputFiles.read(
        path, "csv", (in, length) -> body.read(new Utf8Text(plain(in), source(path))));
  }

  /** The bytes themselves, where the first two say that they are packed. */
  private static InputStream plain(InputStream file) throws IOException {
    BufferedInputStream start = new BufferedInputStream(file, BLOCK_BYTES);
    start.mark(2);
    boolean packed = (start.read() << 8 | start.read()) == GZIP_MAGIC;
    start.reset();
    return packed ? new GZIPInputStream(start, BLOCK_BYTES) : start;
  }
}
