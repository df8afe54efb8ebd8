// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.formats.ModelInfo;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import chainrule.train.data.Folds;
import chainrule.train.data.Split;
import java.util.List;

/**
 * A table split into what is learned from and what is held back, as numbers.
 *
 * <p>The transformation is fitted on the training rows alone. Targets are class numbers, [n] of
 * I64, or standardized numbers, [n, 1] of F32, whose {@link Dataset#targetScale} is the way back.
 *
 * @param train what is learned from
 * @param test what is held back
 * @param transformation from cells to inputs
 */
public record TableData(Dataset train, Dataset test, Transformation transformation) {

  /**
   * Holds back a share of the rows, of each class the same.
   *
   * @param testShare above 0, below 1
   * @param rng the choice depends on it and the order of the rows alone
   * @throws chainrule.error.ArgumentException if the share is out of range, or a part would be
   *     empty
   * @throws chainrule.error.LimitException if the numbers do not fit the memory
   */
  public static TableData of(Table table, double testShare, Rng rng) {
    return of(table, Split.of(table.target().labels(), testShare, rng));
  }

  /** Splits the rows as given; for folds, one call for each of {@link #folds}. */
  public static TableData of(Table table, Split split) {
    Transformation transformation = Transformation.fit(table, split.train());
    return new TableData(
        rows(table, split.train(), transformation),
        rows(table, split.test(), transformation),
        transformation);
  }

  /**
   * Further rows of the table, as they would be without them: to stop or to choose by.
   *
   * @param rows places in the table
   * @throws chainrule.error.LimitException if the numbers do not fit the memory
   */
  public Dataset rows(Table table, int... rows) {
    return rows(table, rows, transformation);
  }

  /**
   * Rows dealt to folds, of each class evenly.
   *
   * @throws chainrule.error.ArgumentException if there are too few rows
   */
  public static List<Split> folds(Table table, int folds, Rng rng) {
    return Folds.of(table.target().labels(), folds, rng);
  }

  /** What a model file is to say of the input and the classes. */
  public ModelInfo info() {
    return ModelInfo.empty().withInput(transformation.toJson()).withClasses(train.classes());
  }

  /** What is learned. */
  public TableTask task() {
    return transformation.task();
  }

  /**
   * The length of a row: the number of inputs that a network for it has. Where columns are embedded
   * it begins with {@link Transformation#embedding}.
   */
  public int inputs() {
    return transformation.width();
  }

  /** The number of outputs that a network for it has: one a class, or a single number. */
  public int outputs() {
    return task() == TableTask.CLASS ? train.classes().size() : 1;
  }

  private static Dataset rows(Table table, int[] rows, Transformation transformation) {
    Shape shape = Shape.of(rows.length, transformation.width());
    float[] inputs = ((Storage.F32) Storage.allocate(DType.F32, shape)).array();
    int at = 0;
    for (int column = 0; column < table.inputs().size(); column++) {
      ColumnRule rule = transformation.rules().get(column);
      put(rule, table.inputs().get(column), rows, inputs, at, transformation.width());
      at += rule.width();
    }
    Dataset samples =
        Dataset.of(
            table.name(),
            Tensor.of(shape, inputs),
            targets(table, rows, transformation),
            table.classes());
    return new TableRows(samples, transformation.scale());
  }

  private static Tensor targets(Table table, int[] rows, Transformation transformation) {
    TableTarget target = table.target();
    if (target.task() == TableTask.CLASS) {
      long[] labels = new long[rows.length];
      for (int i = 0; i < rows.length; i++) {
        labels[i] = target.labels()[rows[i]];
      }
      return Tensor.of(Shape.of(rows.length), labels);
    }
    float[] numbers = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      numbers[i] = (float) transformation.standardized(target.numbers()[rows[i]]);
    }
    return Tensor.of(Shape.of(rows.length, 1), numbers);
  }

  /** Writes a column of the inputs. */
  private static void put(
      ColumnRule rule, TableColumn column, int[] rows, float[] inputs, int at, int width) {
    switch (column) {
      case TableColumn.Numbers(_, double[] values) -> {
        ColumnRule.Numeric numeric = (ColumnRule.Numeric) rule;
        for (int i = 0; i < rows.length; i++) {
          numeric.put(values[rows[i]], inputs, i * width + at);
        }
      }
      case TableColumn.Categories categories -> put(rule, categories, rows, inputs, at, width);
    }
  }

  private static void put(
      ColumnRule rule,
      TableColumn.Categories column,
      int[] rows,
      float[] inputs,
      int at,
      int width) {
    CategoryPlaces known = CategoryPlaces.of(rule);
    int[] places = column.values().stream().mapToInt(known::of).toArray();
    for (int i = 0; i < rows.length; i++) {
      int code = column.codes()[rows[i]];
      int target = i * width + at;
      switch (rule) {
        case ColumnRule.ByCategory by ->
            by.put(code < 0 ? known.ofMissing() : places[code], inputs, target);
        case ColumnRule.Binary binary when code >= 0 ->
            binary.put(column.values().get(code), inputs, target);
        case ColumnRule.Binary _ -> inputs[target] = 0;
        case ColumnRule.Numeric numeric -> throw new AssertionError(numeric);
      }
    }
  }
}
