// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import chainrule.formats.Json;
import chainrule.train.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule runs}: what runs there are, what they were asked for and came to, and whether
 * one can be repeated to the bit.
 *
 * @param training repeats runs
 */
record RunsVerb(TrainVerb training) implements Verb {

  private static final List<String> ACTIONS = List.of("list", "show", "compare", "verify");

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name())
        .operand("ACTION", "1", ACTIONS)
        .fileOperand("RUN", "0..*")
        .file("--runs", "DIR")
        .file("--data", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    Path runs = ModelChoice.runs(call);
    List<String> names = call.operands().stream().skip(1).toList();
    String action = call.choice("ACTION", call.operands().getFirst(), ACTIONS);
    return switch (action) {
      case "list" -> list(call, runs, needs(call, action, names, 0, 0));
      case "show" -> show(call, RunRecord.find(needs(call, action, names, 1, 1).getFirst(), runs));
      case "compare" ->
          compare(
              call,
              needs(call, action, names, 2, Integer.MAX_VALUE).stream()
                  .map(name -> RunRecord.find(name, runs))
                  .toList());
      default -> verify(call, RunRecord.find(needs(call, action, names, 1, 1).getFirst(), runs));
    };
  }

  private static List<String> needs(
      Invocation call, String action, List<String> names, int least, int most) {
    if (names.size() < least || names.size() > most) {
      String key =
          most == 0 ? "runs.operands.none" : most == 1 ? "runs.operands.one" : "runs.operands.two";
      throw new ArgumentException(
          call.console().text("runs.operands", action, call.console().text(key)));
    }
    return names;
  }

  private static int list(Invocation call, Path runs, List<String> none) {
    assert none.isEmpty() : none;
    List<RunRecord> all = RunRecord.all(runs);
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
    return object.find(member).map(RunsVerb::text).orElse("");
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

  private static int show(Invocation call, RunRecord run) {
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

  private static int compare(Invocation call, List<RunRecord> runs) {
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
    List<String> scores = runs.stream().map(RunsVerb::score).toList();
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

  private int verify(Invocation call, RunRecord run) {
    Console console = call.console();
    if (run.state() != RunRecord.State.DONE) {
      throw new StateException(console.text("runs.unfinished", run.path()));
    }
    if (run.configuration().members().isEmpty()) {
      throw new StateException(console.text("runs.code", run.path()));
    }
    console.note("runs.again", run.id());
    String then = run.done().orElseThrow().text("weights_sha256");
    String now = training.repeat(run, call);
    boolean same = now.equals(then);
    if (call.has("--json")) {
      console.json(
          Json.object()
              .with("v", 1)
              .with("event", "verify")
              .with("run", run.path().toString())
              .with("same", same)
              .with("weights_sha256", now)
              .with("then", then));
    } else if (same) {
      console.say("runs.verified", now);
    }
    if (!same) {
      console.complain(console.text("runs.differs", now, then));
    }
    return same ? Failure.DONE : Failure.FAILED;
  }
}
