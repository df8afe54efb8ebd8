// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.Shape;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Model;
import chainrule.tensor.Tensor;
import chainrule.train.text.Answers;
import chainrule.train.text.OpenStream;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of the rows of a CSV file: the same rows with columns added, {@code prediction}
 * and for classes {@code p(CLASS)}, the probability of each. Streams; a file may be of any length.
 *
 * <p>The columns the model needs may stand in any order, further ones are kept, the target need not
 * be there. Cells keep their text and are quoted where they need it; the delimiter and the ends of
 * lines stay as they are.
 *
 * <pre>{@code
 * TablePredictions.of(Models.load(Path.of("titanic.safetensors")))
 *     .write(Path.of("passengers.csv"), Path.of("answers.csv"));
 * }</pre>
 */
public final class TablePredictions {

  private static final int MOST_ROWS = 1024;
  private static final int MOST_NUMBERS = 1 << 22;

  private final Model model;
  private final Transformation transformation;
  private final Answers answers;
  private final Optional<Character> delimiter;

  private TablePredictions(Model model, Optional<Character> delimiter) {
    this.model = model;
    this.delimiter = delimiter;
    transformation = Transformation.of(model.info().input());
    answers =
        transformation.task() == TableTask.CLASS
            ? Answers.classes(model)
            : Answers.numbers(model, transformation.scale().orElseThrow());
  }

  /**
   * Predictions of a model that was trained on a table.
   *
   * @throws FormatException if it does not say how rows become its inputs
   */
  public static TablePredictions of(Model model) {
    if (!Transformation.isIn(model.info().input())) {
      throw new FormatException(
          "predict: the model does not say how rows of a table become its inputs",
          "use a model that was trained on a CSV file");
    }
    return new TablePredictions(model, Optional.empty());
  }

  /** The same for files whose cells are separated by this. */
  public TablePredictions withDelimiter(char value) {
    return new TablePredictions(model, Optional.of(value));
  }

  /**
   * Answers for a file in another, which is replaced; it is written whole or not at all.
   *
   * @return the number of rows
   * @throws FormatException if a row is not one the model can answer for; its line is named
   * @throws chainrule.error.FileException if a file cannot be read or written
   */
  public long write(Path csv, Path target) {
    long[] rows = {0};
    AtomicFile.replacing(target).write(out -> rows[0] = stream(csv, out));
    return rows[0];
  }

  /**
   * Answers for a file on a stream, which is flushed and left open.
   *
   * @return the number of rows
   * @throws FormatException as {@link #write(Path, Path)} does; the rows before the bad one have
   *     been answered for
   * @throws FileException if the file cannot be read, or the stream be written
   */
  public long write(Path csv, OutputStream out) {
    try {
      return stream(csv, out);
    } catch (IOException e) {
      FileException exception = new FileException("predict: the answers cannot be written");
      exception.initCause(e);
      throw exception;
    }
  }

  private long stream(Path csv, OutputStream out) throws IOException {
    CsvFile file = CsvFile.open(csv, delimiter);
    check(file);
    RowEncoding encoding = RowEncoding.of(transformation, file.header().names(), file.source());
    Writer text = new OutputStreamWriter(new OpenStream(out), StandardCharsets.UTF_8);
    try (CsvWriter writer =
        CsvWriter.builder()
            .fieldSeparator(file.delimiter())
            .lineDelimiter(file.windows() ? LineDelimiter.CRLF : LineDelimiter.LF)
            .build(text)) {
      writer.writeRecord(joined(file.header().names(), answers.columns()));
      Pending pending = new Pending(encoding, writer);
      try {
        file.rows(pending::add);
      } catch (FormatException | FileException bad) {
        pending.flush();
        throw bad;
      }
      pending.flush();
      return pending.rows;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void check(CsvFile file) {
    for (String column : answers.columns()) {
      if (file.header().find(column).isPresent()) {
        throw new FormatException(
            file.source() + ": there is a column " + Cells.quoted(column) + " already",
            "rename it; predictions add a column of that name");
      }
    }
  }

  private static List<String> joined(List<String> cells, List<String> more) {
    List<String> joined = new ArrayList<>(cells);
    joined.addAll(more);
    return joined;
  }

  /** The rows of a batch that is not full yet. */
  private final class Pending {
    private final RowEncoding encoding;
    private final CsvWriter writer;
    private final int batch = Math.clamp(MOST_NUMBERS / transformation.width(), 1, MOST_ROWS);
    private final float[] inputs = new float[batch * transformation.width()];
    private final List<String[]> waiting = new ArrayList<>(batch);
    private long rows;

    Pending(RowEncoding encoding, CsvWriter writer) {
      this.encoding = encoding;
      this.writer = writer;
    }

    void add(CsvRow row) {
      encoding.put(row, inputs, waiting.size() * transformation.width());
      waiting.add(row.cells());
      if (waiting.size() == batch) {
        flush();
      }
    }

    void flush() {
      int count = waiting.size();
      if (count == 0) {
        return;
      }
      float[] used = Arrays.copyOf(inputs, count * transformation.width());
      Tensor output = model.apply(Tensor.of(Shape.of(count, transformation.width()), used));
      List<List<String>> added = answers.of(output);
      for (int i = 0; i < count; i++) {
        writer.writeRecord(joined(List.of(waiting.get(i)), added.get(i)));
      }
      rows += count;
      waiting.clear();
    }
  }
}
