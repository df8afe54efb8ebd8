// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.formats.Json;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Embedding;
import chainrule.random.Rng;
import chainrule.train.data.Dataset;
import chainrule.train.data.TargetScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How rows of a table become what a network takes, fitted on training rows alone: numbers are
 * standardized, categories get a number each, or one number that {@link #embedding} looks up.
 * Immutable; saved with the model.
 *
 * <pre>{@code
 * float[] input = transformation.row(Map.of("Sex", "female", "Age", "29", "Pclass", "1"));
 * Models.save(model, ModelInfo.empty().withInput(transformation.toJson()), file);
 * }</pre>
 */
public final class Transformation {

  /** The most numbers that a row becomes. */
  static final int MOST_NUMBERS = 100_000;

  private final List<ColumnRule> rules;
  private final String target;
  private final TableTask task;
  private final Optional<TargetScale> scale;
  private final List<String> missing;
  private final int width;

  Transformation(
      List<ColumnRule> rules,
      String target,
      TableTask task,
      Optional<TargetScale> scale,
      List<String> missing) {
    this.rules = List.copyOf(rules);
    this.target = target;
    this.task = task;
    this.scale = scale;
    this.missing = List.copyOf(missing);
    width = rules.stream().mapToInt(ColumnRule::width).sum();
  }

  /** Fits the rules of a table on some of its rows. */
  static Transformation fit(Table table, int[] rows) {
    List<ColumnRule> rules = new ArrayList<>();
    EmbeddedColumns embedded = table.options().embedded();
    table.inputs().forEach(column -> rules.add(RuleFitting.fit(column, embedded, rows)));
    Optional<TargetScale> scale = Optional.empty();
    if (table.task() == TableTask.REGRESSION) {
      double[] values = table.target().numbers();
      double[] learned = Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
      RuleFitting.Spread spread = RuleFitting.Spread.of(learned);
      scale = Optional.of(TargetScale.of(spread.deviation(), spread.mean()));
    }
    List<String> missing = table.options().missing().stream().sorted().toList();
    Transformation fitted =
        new Transformation(rules, table.target().name(), table.task(), scale, missing);
    int most = Math.max(fitted.width(), fitted.features());
    if (most > MOST_NUMBERS) {
      throw new LimitException(
          "table: a row becomes " + most + " numbers; at most " + MOST_NUMBERS,
          "leave out columns with many categories, or embed them in fewer numbers");
    }
    return fitted;
  }

  /**
   * The transformation that {@link #toJson} wrote.
   *
   * @throws FormatException if it is none
   */
  public static Transformation of(Json.JsonObject json) {
    return TransformationJson.read(json);
  }

  /** Whether a description of an input is one of a table. */
  public static boolean isIn(Json.JsonObject input) {
    return input.find("kind").filter(Json.of(TransformationJson.KIND)::equals).isPresent();
  }

  /** This as JSON, for {@code chainrule.input} of a model file. */
  public Json.JsonObject toJson() {
    return TransformationJson.write(this);
  }

  /** How many numbers a row becomes. */
  public int width() {
    return width;
  }

  /**
   * The layer that a network for such rows begins with: for each embedded column a table with a row
   * for each category, of normal numbers, and a last one of zeros that stands for what was not met
   * in training. None where no column is embedded.
   *
   * <p>Shapes: x [n, {@link #width}] gives [n, {@link #features}].
   *
   * @param rng table i has its child "tables", i
   */
  public Optional<ColumnEmbedding> embedding(Rng rng) {
    List<Long> columns = new ArrayList<>();
    List<Embedding> tables = new ArrayList<>();
    long at = 0;
    for (ColumnRule rule : rules) {
      if (rule instanceof ColumnRule.Embedded embedded) {
        Rng own = rng.child("tables").child(tables.size());
        columns.add(at);
        tables.add(Embedding.of(embedded.count(), embedded.size(), embedded.count() - 1L, own));
      }
      at += rule.width();
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new ColumnEmbedding(width, columns, tables));
  }

  /** How many numbers a row is once embedded columns are looked up; else its {@link #width}. */
  public int features() {
    return rules.stream().mapToInt(ColumnRule::features).sum();
  }

  /** The columns it reads. */
  public List<String> columns() {
    return rules.stream().map(ColumnRule::name).toList();
  }

  /** The columns of them that are embedded. */
  public List<String> embedded() {
    return rules.stream()
        .filter(ColumnRule.Embedded.class::isInstance)
        .map(ColumnRule::name)
        .toList();
  }

  /** What each number of a row says, such as {@code Sex=male}. */
  public List<String> labels() {
    return rules.stream().flatMap(rule -> rule.labels().stream()).toList();
  }

  /** The column to be learned. */
  public String target() {
    return target;
  }

  /** What is learned of it. */
  public TableTask task() {
    return task;
  }

  /**
   * How a number that was learned becomes one of the file: its factor is the deviation of the
   * training rows, its offset their mean. None for classes.
   */
  public Optional<TargetScale> scale() {
    return scale;
  }

  /** A number to be learned as the network learns it: (value - mean) / deviation. */
  double standardized(double value) {
    TargetScale back = scale.orElseThrow();
    return (value - back.offsets().getFirst()) / back.factors().getFirst();
  }

  List<ColumnRule> rules() {
    return rules;
  }

  List<String> missing() {
    return missing;
  }

  /**
   * The rows of another file that have a target, to measure a model with.
   *
   * @param classes the names of the outputs, as the model file has them
   * @throws FormatException if a column is missing, or a cell or a class is none the model knows
   * @throws chainrule.error.LimitException if the rows do not fit the memory
   */
  public Dataset read(Path file, List<String> classes) {
    return new LabeledRows(file, Optional.empty(), this, classes).read(classes);
  }

  /**
   * What the network takes for one row.
   *
   * @param cells by the names of columns, as they stand in a file; further ones do not matter
   * @throws FormatException if a column is missing, or a cell is no number where one is needed
   */
  public float[] row(Map<String, String> cells) {
    List<String> names = List.copyOf(cells.keySet());
    String[] values = names.stream().map(cells::get).toArray(String[]::new);
    RowEncoding encoding = RowEncoding.of(this, names, "row");
    float[] input = new float[width];
    encoding.put(new CsvRow(0, values), input, 0);
    return input;
  }
}
