// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.FileException;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule summary NET|MODEL}: the layers of a network and its parameters. */
record SummaryVerb() implements Verb {

  /** What was meant as a net, though it may be a wrong one; the names of runs begin with a date. */
  private static final Pattern NET = Pattern.compile("(?!\\d{8}-\\d{6}-)\\d+-[^/\\\\]*");

  private static final double STEP = 1024;
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  @Override
  public String name() {
    return "summary";
  }

  @Override
  public CommandSpec spec() {
    return ModelChoice.words(Words.of(name()), "NET|MODEL").flag("--json").spec();
  }

  @Override
  public int run(Invocation call) {
    Console console = call.console();
    Optional<Path> file = file(call);
    Optional<Model> model = file.map(Models::load);
    NetworkSummary summary =
        model
            .map(NetworkSummary::of)
            .orElseGet(() -> NetworkSummary.ofSizes(call.operand(0).orElseThrow(), console));
    if (call.has("--json")) {
      JsonObject object = json(summary);
      console.json(
          model.map(loaded -> described(object, file.orElseThrow(), loaded.info())).orElse(object));
    } else {
      model.ifPresent(loaded -> describe(file.orElseThrow(), loaded, console));
      print(summary, console);
    }
    return Failure.DONE;
  }

  /** The model's file, or nothing where the words are the sizes of a net. */
  private static Optional<Path> file(Invocation call) {
    try {
      return Optional.of(ModelChoice.file(call));
    } catch (FileException noModel) {
      if (NET.matcher(call.operand(0).orElseThrow()).matches()) {
        return Optional.empty();
      }
      throw noModel;
    }
  }

  private static JsonObject described(JsonObject object, Path file, ModelInfo info) {
    JsonObject described =
        object
            .with("model", file.toString())
            .with("classes", Json.array(info.classes().stream().map(Json::of).toList()))
            .with("version", info.version());
    return info.seed().isPresent() ? described.with("seed", info.seed().getAsLong()) : described;
  }

  private static void describe(Path file, Model model, Console console) {
    ModelInfo info = model.info();
    Table table =
        Table.of("ll")
            .row(console.text("summary.file"), file.toString())
            .row(console.text("summary.network"), model.label());
    if (!info.classes().isEmpty()) {
      table.row(console.text("summary.classes"), String.join(", ", info.classes()));
    }
    if (info.seed().isPresent()) {
      table.row(console.text("summary.seed"), Long.toString(info.seed().getAsLong()));
    }
    if (!info.version().isEmpty()) {
      table.row(console.text("summary.version"), info.version());
    }
    console.lines(table.lines());
    console.line("");
  }

  private static void print(NetworkSummary summary, Console console) {
    Table table =
        Table.of("llrrr")
            .row(
                console.text("summary.layer"),
                console.text("summary.kind"),
                console.text("summary.weights"),
                console.text("summary.biases"),
                console.text("summary.parameters"));
    for (NetworkSummary.Row row : summary.rows()) {
      table.row(row.path(), row.label(), grouped(row.weights()), grouped(row.biases()), count(row));
    }
    table.row(
        console.text("summary.total"),
        "",
        grouped(summary.weights()),
        grouped(summary.biases()),
        grouped(summary.parameters()));
    console.lines(table.lines());
    console.line("");
    String sum = summary.rows().stream().map(SummaryVerb::count).collect(Collectors.joining(" + "));
    console.say(
        summary.rows().size() == 1 ? "summary.sum.one" : "summary.sum",
        sum,
        grouped(summary.parameters()));
    if (summary.kept() > 0) {
      console.say("summary.kept", grouped(summary.kept()));
    }
    String bytes = bytes(4.0 * summary.parameters() + 4.0 * summary.kept());
    if (summary.isDense()) {
      console.say("summary.cost", bytes, grouped(summary.weights()));
    } else {
      console.say("summary.bytes", bytes);
    }
  }

  private static String count(NetworkSummary.Row row) {
    return grouped(row.weights() + row.biases());
  }

  /** A whole number with commas. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of bytes in the unit that suits it. */
  static String bytes(double count) {
    double value = count;
    int unit = 0;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }

  private static JsonObject json(NetworkSummary summary) {
    return Json.object()
        .with("v", 1)
        .with("event", "summary")
        .with(
            "layers",
            Json.array(
                summary.rows().stream()
                    .map(row ->
                        Json.object()
                            .with("path", row.path())
                            .with("layer", row.label())
                            .with("weights", row.weights())
                            .with("biases", row.biases()))
                    .toList()))
        .with("weights", summary.weights())
        .with("biases", summary.biases())
        .with("parameters", summary.parameters())
        .with("kept", summary.kept());
  }
}
