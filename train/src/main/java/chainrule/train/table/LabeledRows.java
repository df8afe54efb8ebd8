// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of another file, with their targets, as a model takes them: to measure it with. */
final class LabeledRows {

  private final CsvFile file;
  private final Transformation transformation;
  private final Map<String, Integer> classes = new HashMap<>();
  private final RowEncoding encoding;
  private final int target;
  private int row;

  LabeledRows(Path path, Optional<Character> delimiter, Transformation from, List<String> names) {
    file = CsvFile.open(path, delimiter);
    transformation = from;
    encoding = RowEncoding.of(from, file.header().names(), file.source());
    target = file.header().place(from.target(), file.source());
    names.forEach(name -> classes.put(name, classes.size()));
  }

  /** Reads the file, twice: rows that have a target. */
  Dataset read(List<String> names) {
    int rows = count();
    Shape shape = Shape.of(rows, transformation.width());
    float[] inputs = ((Storage.F32) Storage.allocate(DType.F32, shape)).array();
    boolean numbers = transformation.task() == TableTask.REGRESSION;
    long[] labels = new long[numbers ? 0 : rows];
    float[] learned = new float[numbers ? rows : 0];
    file.rows(cells -> {
      String text = cells.cells()[target].strip();
      if (transformation.missing().contains(text)) {
        return;
      }
      if (row == rows) {
        throw changed();
      }
      encoding.put(cells, inputs, row * transformation.width());
      if (numbers) {
        double value = encoding.number(text, transformation.target(), cells);
        learned[row] = (float) transformation.standardized(value);
      } else {
        labels[row] = label(text, cells);
      }
      row++;
    });
    if (row != rows) {
      throw changed();
    }
    Tensor targets =
        numbers ? Tensor.of(Shape.of(rows, 1), learned) : Tensor.of(Shape.of(rows), labels);
    String name = String.valueOf(file.path().getFileName());
    return new TableRows(
        Dataset.of(name, Tensor.of(shape, inputs), targets, names), transformation.scale());
  }

  private int count() {
    long[] rows = {0};
    file.rows(cells ->
        rows[0] += transformation.missing().contains(cells.cells()[target].strip()) ? 0 : 1);
    if (rows[0] == 0) {
      throw new FormatException(
          file.source()
              + ": no row has a value of the target "
              + Cells.quoted(transformation.target()));
    }
    if (rows[0] * Math.max(1, transformation.width()) > Integer.MAX_VALUE - 8) {
      throw new LimitException(file.source() + ": " + rows[0] + " rows do not fit an array");
    }
    return (int) rows[0];
  }

  private int label(String text, CsvRow cells) {
    Integer known = classes.get(Cells.canonical(text));
    if (known == null) {
      throw new FormatException(
          file.source()
              + ": line "
              + cells.line()
              + ": "
              + Cells.quoted(text)
              + " is none of the classes of the model",
          "they are " + Cells.listed(classes.keySet().stream().sorted(TableTarget.ORDER).toList()));
    }
    return known;
  }

  private FormatException changed() {
    return new FormatException(
        file.source() + ": the file changed while it was read", "read it when it is complete");
  }
}
