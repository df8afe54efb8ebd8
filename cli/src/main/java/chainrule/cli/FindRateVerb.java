// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.nn.Layer;
import chainrule.train.EvaluationJson;
import chainrule.train.RateFinder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule find-lr}: a learning rate for a training, by a sweep over rates. */
record FindRateVerb() implements Verb {

  private static final int ROWS = 20;

  @Override
  public String name() {
    return "find-lr";
  }

  @Override
  public CommandSpec spec() {
    return TrainOptions.words(Materials.words(Words.of(name())))
        .option("--low", "RATE", "1e-7")
        .option("--high", "RATE", "10")
        .option("--steps", "COUNT", "100")
        .file("--config", "FILE")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation given) {
    Invocation call = Configuration.under(given);
    RateFinder finder =
        new RateFinder(call.positive("--low"), call.positive("--high"), call.count("--steps"));
    TrainOptions options = TrainOptions.of(call, Materials.load(call));
    RateFinder.Sweep sweep =
        options
            .context()
            .call(() -> {
              Layer network = options.network();
              return options.trainer(network).sweep(finder, options.material().train());
            });
    if (call.has("--json")) {
      call.console().json(json(sweep));
    } else {
      print(call.console(), sweep);
    }
    return Failure.DONE;
  }

  private static Json.JsonObject json(RateFinder.Sweep sweep) {
    Json.JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "find-lr")
            .with("diverged", sweep.diverged())
            .with(
                "points",
                Json.array(
                    sweep.points().stream()
                        .<Json>map(point ->
                            Json.object()
                                .with("lr", EvaluationJson.number(point.rate()))
                                .with("loss", EvaluationJson.number(point.loss()))
                                .with("smoothed", EvaluationJson.number(point.smoothed())))
                        .toList()));
    return sweep
        .suggestion()
        .map(rate -> object.with("suggestion", EvaluationJson.number(rate)))
        .orElse(object);
  }

  private static void print(Console console, RateFinder.Sweep sweep) {
    List<RateFinder.Point> points = sweep.points();
    int every = Math.max(1, points.size() / ROWS);
    Table table = Table.of("rrr").row(console.text("rates.columns").split("\\|", -1));
    for (int i = 0; i < points.size(); i += every) {
      RateFinder.Point point = points.get(i);
      table =
          table.row(
              String.format(Locale.ROOT, "%.2e", point.rate()),
              String.format(Locale.ROOT, "%.4f", point.loss()),
              String.format(Locale.ROOT, "%.4f", point.smoothed()));
    }
    console.lines(table.lines());
    Optional<Double> suggestion = sweep.suggestion();
    if (suggestion.isPresent()) {
      console.say("rates.found", String.format(Locale.ROOT, "%.1e", suggestion.get()));
    } else {
      console.say("rates.none");
    }
  }
}
