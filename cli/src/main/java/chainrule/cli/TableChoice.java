// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.train.data.Split;
import chainrule.train.table.Table;
import chainrule.train.table.TableData;
import chainrule.train.table.TableDefaults;
import chainrule.train.table.TableOptions;
import chainrule.train.table.TableTask;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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
    TableData data = TableData.of(table, call.fraction("--test-share"), rng.child("split"));
    return material(file, table, data);
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

  private static Material material(Path source, Table table, TableData data) {
    TableDefaults defaults = TableDefaults.of(data);
    String hidden =
        defaults.hidden().stream().map(String::valueOf).collect(Collectors.joining("-"));
    return new Material(
        data.train(),
        data.test(),
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
        (count, rng) ->
            TableData.folds(table, count, rng).stream()
                .map((Split split) -> material(source, table, TableData.of(table, split)))
                .toList());
  }
}
