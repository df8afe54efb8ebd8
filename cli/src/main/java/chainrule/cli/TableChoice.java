// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.train.data.Split;
import chainrule.train.table.EmbeddedColumns;
import chainrule.train.table.Table;
import chainrule.train.table.TableData;
import chainrule.train.table.TableDefaults;
import chainrule.train.table.TableOptions;
import chainrule.train.table.TableTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables as data to train on. */
final class TableChoice {

  static final List<String> TASKS = List.of("class", "regression");
  private static final long KEY = 20_260_103;

  private TableChoice() {}

  static Words words(Words words) {
    return words
        .option("--target", "COLUMN")
        .choice("--task", () -> TASKS)
        .option("--numeric", "COLUMNS")
        .option("--categorical", "COLUMNS")
        .option("--embedding", "COLUMNS")
        .option("--drop", "COLUMNS")
        .option("--delimiter", "CHARACTER");
  }

  static Material load(Path file, Invocation call) {
    if (!call.gave("--target")) {
      throw new ArgumentException(
          call.console().text("table.target", file), call.console().text("table.target.fix"));
    }
    Table table = Table.read(file, options(call));
    Rng rng = Rng.seed(KEY);
    Split split = Split.of(table.labels(), call.fraction("--test-share"), rng.child("split"));
    return material(file, table, split);
  }

  private static TableOptions options(Invocation call) {
    TableOptions options = TableOptions.of(call.value("--target"));
    if (call.gave("--task")) {
      boolean classes = call.choice("--task", TASKS).equals("class");
      options = options.withTask(classes ? TableTask.CLASS : TableTask.REGRESSION);
    }
    if (call.gave("--delimiter")) {
      options = options.withDelimiter(delimiter(call));
    }
    if (call.gave("--numeric")) {
      options = options.withNumeric(columns(call, "--numeric"));
    }
    if (call.gave("--categorical")) {
      options = options.withCategorical(columns(call, "--categorical"));
    }
    if (call.gave("--embedding")) {
      options = options.withEmbedded(EmbeddedColumns.parse(call.value("--embedding")));
    }
    return call.gave("--drop") ? options.withDrop(columns(call, "--drop")) : options;
  }

  private static List<String> columns(Invocation call, String option) {
    return List.of(call.value(option).split(",", -1));
  }

  static char delimiter(Invocation call) {
    String text = call.value("--delimiter").replace("\\t", "\t").replace("tab", "\t");
    if (text.length() != 1) {
      throw new ArgumentException(
          call.console().text("table.delimiter", call.value("--delimiter")));
    }
    return text.charAt(0);
  }

  private static Material material(Path source, Table table, Split split) {
    TableData data = TableData.of(table, split);
    TableDefaults defaults = TableDefaults.of(data);
    String hidden =
        defaults.hidden().stream().map(String::valueOf).collect(Collectors.joining("-"));
    return new Material(
        data.train(),
        data.test(),
        Optional.empty(),
        source.toString(),
        data.info(),
        new Material.Suggestion(
            hidden,
            defaults.activation(),
            defaults.init(),
            defaults.dropout(),
            defaults.rate(),
            defaults.batch(),
            defaults.epochs()),
        "evaluate latest " + ShellWord.of(source.toString()),
        new Rows(source, table, split));
  }

  /** Rows of a table, whose transformation is fitted anew to what is left to learn from. */
  private record Rows(Path source, Table table, Split split) implements Material.Parting {

    @Override
    public List<Material> folds(Material whole, int count, Rng rng) {
      return TableData.folds(table, count, rng).stream()
          .map(fold -> material(source, table, fold))
          .toList();
    }

    @Override
    public Material heldBack(Material whole, double share, Rng rng) {
      long[] labels = table.labels();
      long[] learned = IntStream.of(split.train()).mapToLong(row -> labels[row]).toArray();
      Split inner = Split.of(learned, share, rng);
      int[] rest = places(inner.train());
      TableData data = TableData.of(table, new Split(rest, split.test()));
      return whole.with(
          data.train(), data.test(), data.rows(table, places(inner.test())), data.info());
    }

    private int[] places(int... among) {
      return IntStream.of(among).map(place -> split.train()[place]).toArray();
    }
  }
}
