// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.train.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs as tables, or as lines of JSON.
 *
 * @param call that asks for them
 */
record RunsReport(Invocation call) {

  /** A row for each; what there is instead of none. */
  int list(List<RunRecord> all, Path runs) {
    Console console = call.console();
    if (call.has("--json")) {
      all.forEach(run -> console.json(json(run)));
      return Failure.DONE;
    }
    if (all.isEmpty()) {
      console.say("runs.none", runs);
      return Failure.DONE;
    }
    Table table = Table.of("lllrrl").row(console.text("runs.columns").split("\\|", -1));
    for (RunRecord run : all) {
      table =
          table.row(
              run.id(),
              text(run.description(), "data"),
              text(run.description(), "net"),
              run.epochs().size() + "/" + text(run.description(), "epochs"),
              score(run),
              state(console, run));
    }
    console.lines(table.lines());
    return Failure.DONE;
  }

  private static String state(Console console, RunRecord run) {
    return switch (run.state()) {
      case DONE -> console.text("runs.state.done");
      case INTERRUPTED -> console.text("runs.state.interrupted");
      case UNFINISHED -> console.text("runs.state.unfinished");
    };
  }

  /** The accuracy or R2 of the end, else of the last epoch. */
  private static String score(RunRecord run) {
    Optional<Json.JsonObject> last =
        run.done()
            .or(() ->
                run.epochs().isEmpty() ? Optional.empty() : Optional.of(run.epochs().getLast()));
    return last.map(event ->
            event.find("test_accuracy").isPresent()
                ? percent(event.get("test_accuracy"))
                : event.find("test_r2").map(Json::toText).orElse(""))
        .orElse("");
  }

  private static String percent(Json share) {
    return share instanceof Json.JsonNumber number
        ? String.format(Locale.ROOT, "%.2f %%", 100 * number.asNumber())
        : share.toText();
  }

  private static String text(Json.JsonObject object, String member) {
    return object.find(member).map(RunsReport::text).orElse("");
  }

  private static String text(Json value) {
    return value instanceof Json.JsonString(String text) ? text : value.toText();
  }

  private static Json.JsonObject json(RunRecord run) {
    Json.JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "run")
            .with("run", run.path().toString())
            .with("state", run.state().name().toLowerCase(Locale.ROOT))
            .with("description", run.description())
            .with("epochs", Json.array(List.<Json>copyOf(run.epochs())))
            .with("warnings", Json.array(List.<Json>copyOf(run.warnings())));
    return run.done().map(done -> object.with("done", done)).orElse(object);
  }

  /** What one was asked for, came to and was warned of. */
  int show(RunRecord run) {
    Console console = call.console();
    if (call.has("--json")) {
      console.json(json(run));
      return Failure.DONE;
    }
    Table table = Table.of("ll").row(run.id(), state(console, run));
    for (Map.Entry<String, Json> member : run.description().members().entrySet()) {
      if (!(member.getValue() instanceof Json.JsonObject)) {
        table = table.row(member.getKey(), text(member.getValue()));
      }
    }
    for (Map.Entry<String, Json> option : run.configuration().members().entrySet()) {
      table = table.row("--" + option.getKey(), text(option.getValue()));
    }
    console.lines(table.row(console.text("runs.result"), score(run)).lines());
    run.warnings()
        .forEach(warning -> console.line(console.text("train.warning") + text(warning, "message")));
    return Failure.DONE;
  }

  /** The options in which runs differ, and what they came to. */
  int compare(List<RunRecord> runs) {
    Console console = call.console();
    if (call.has("--json")) {
      runs.forEach(run -> console.json(json(run)));
      return Failure.DONE;
    }
    TreeSet<String> options = new TreeSet<>();
    runs.forEach(run -> options.addAll(run.configuration().members().keySet()));
    Table table = Table.of("l" + "l".repeat(runs.size()));
    table = row(table, console.text("runs.option"), runs.stream().map(RunRecord::id).toList());
    boolean differ = false;
    for (String option : options) {
      List<String> values = runs.stream().map(run -> text(run.configuration(), option)).toList();
      if (values.stream().distinct().count() > 1) {
        differ = true;
        table = row(table, "--" + option, values);
      }
    }
    List<String> scores = runs.stream().map(RunsReport::score).toList();
    console.lines(row(table, console.text("runs.result"), scores).lines());
    if (!differ) {
      console.say("runs.same");
    }
    return Failure.DONE;
  }

  private static Table row(Table table, String first, List<String> others) {
    String[] cells = new String[others.size() + 1];
    cells[0] = first;
    for (int i = 0; i < others.size(); i++) {
      cells[i + 1] = others.get(i);
    }
    return table.row(cells);
  }
}
