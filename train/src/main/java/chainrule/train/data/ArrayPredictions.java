// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Model;
import chainrule.formats.NpyFile;
import chainrule.tensor.Tensor;
import chainrule.train.text.Answers;
import chainrule.train.text.OpenStream;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a model says of the samples of an array: as a CSV file with a row for each, {@code sample}
 * (its place, from 0), {@code prediction} and for classes {@code p(CLASS)}, the probability of
 * each; or as an array of F32 [n, classes], the probabilities, or [n, outputs], the numbers.
 *
 * <pre>{@code
 * Model model = Models.load(Path.of("fashion.safetensors"));
 * ArrayForm form = ArrayForm.of(model.info().input());
 * ArrayPredictions.of(model)
 *     .write(ArrayInputs.read(Path.of("x.npy"), ArrayOptions.none(), form), Path.of("answers.csv"));
 * }</pre>
 */
public final class ArrayPredictions {

  private static final int MOST_ROWS = 1024;
  private static final int MOST_NUMBERS = 1 << 20;

  private final Model model;

  private ArrayPredictions(Model model) {
    this.model = model;
  }

  /** Predictions of a model. */
  public static ArrayPredictions of(Model model) {
    return new ArrayPredictions(model);
  }

  /**
   * Answers in a CSV file, which is replaced; it is written whole or not at all.
   *
   * @return the number of samples
   * @throws chainrule.error.ShapeException if the network does not take the inputs
   * @throws FileException if the file cannot be written
   */
  public long write(ArrayInputs inputs, Path target) {
    AtomicFile.replacing(target).write(out -> csv(inputs, out));
    return inputs.count();
  }

  /**
   * Answers as CSV on a stream, which is flushed and left open.
   *
   * @return the number of samples
   * @throws chainrule.error.ShapeException if the network does not take the inputs
   * @throws FileException if the stream cannot be written
   */
  public long write(ArrayInputs inputs, OutputStream out) {
    try {
      csv(inputs, out);
      return inputs.count();
    } catch (IOException e) {
      FileException exception = new FileException("predict: the answers cannot be written");
      exception.initCause(e);
      throw exception;
    }
  }

  /**
   * Answers as an array, F32 [n, classes] or [n, outputs].
   *
   * @throws chainrule.error.ShapeException if the network does not take the inputs
   * @throws chainrule.error.LimitException if it does not fit the heap
   */
  public NpyFile array(ArrayInputs inputs) {
    Answers answers = answers(inputs);
    Shape shape = Shape.of(inputs.count(), answers.width());
    Storage all = Storage.allocate(DType.F32, shape);
    int[] next = {0};
    outputs(
        inputs,
        output -> {
          for (double value : answers.values(output)) {
            all.set(next[0]++, value);
          }
        });
    return new NpyFile(shape, all);
  }

  private Answers answers(ArrayInputs inputs) {
    if (!model.info().classes().isEmpty()) {
      return Answers.classes(model);
    }
    Tensor one = model.apply(inputs.rows(0, 1));
    int width = one.rank() == 2 ? Math.toIntExact(one.size(1)) : 1;
    return Answers.numbers(
        model, new TargetScale(Collections.nCopies(width, 1.0), Collections.nCopies(width, 0.0)));
  }

  private void outputs(ArrayInputs inputs, Consumer<Tensor> use) {
    long length = inputs.form().row().count();
    int batch = Math.clamp(MOST_NUMBERS / length, 1, MOST_ROWS);
    for (int from = 0; from < inputs.count(); from += batch) {
      use.accept(model.apply(inputs.rows(from, Math.min(inputs.count(), from + batch))));
    }
  }

  private void csv(ArrayInputs inputs, OutputStream out) throws IOException {
    Answers answers = answers(inputs);
    try (CsvWriter writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(new OutputStreamWriter(new OpenStream(out), StandardCharsets.UTF_8))) {
      writer.writeRecord(after("sample", answers.columns()));
      int[] next = {0};
      outputs(
          inputs,
          output -> {
            for (List<String> cells : answers.of(output)) {
              writer.writeRecord(after(Integer.toString(next[0]++), cells));
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> after(String first, List<String> cells) {
    List<String> all = new ArrayList<>(cells);
    all.addFirst(first);
    return all;
  }
}
