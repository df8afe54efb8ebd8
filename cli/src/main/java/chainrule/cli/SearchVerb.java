// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.NonFiniteException;
import chainrule.explain.text.Nearest;
import chainrule.formats.Folders;
import chainrule.formats.Json;
import chainrule.random.Rng;
import chainrule.train.Run;
import chainrule.train.data.DataDigest;
import chainrule.train.search.Found;
import chainrule.train.search.Outcome;
import chainrule.train.search.Search;
import chainrule.train.search.SearchPlan;
import chainrule.train.search.SearchSpace;
import chainrule.train.search.Strategy;
import chainrule.train.search.TrialLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code chainrule search}: which options train best, told by samples held back from training. */
final class SearchVerb implements Verb {

  /** The options of the search itself. */
  static final Set<String> OWN = Set.of("--space", "--trials", "--strategy");

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Options of training that are the same for all trials. */
  private static final Set<String> FIXED = Set.of("--epochs", "--validation");

  @Override
  public String name() {
    return "search";
  }

  @Override
  public CommandSpec spec() {
    return TrainOptions.words(
            Materials.words(
                Words.of(name())
                    .option("--space", "SPACE")
                    .option("--trials", "COUNT", "20")
                    .choice("--strategy", Strategy::labels, "random")))
        .file("--config", "FILE")
        .file("--runs", "DIR")
        .file("--out", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation given) {
    Invocation call = Configuration.under(given);
    SearchSpace space = space(call);
    Strategy strategy = Strategy.named(call.choice("--strategy", Strategy.labels()));
    Material material = Materials.load(call);
    TrainOptions usual = TrainOptions.of(call, material);
    SearchPlan plan =
        new SearchPlan(space, strategy, call.count("--trials"), usual.epochs(), usual.seed());
    double share = call.gave("--validation") ? call.fraction("--validation") : 0.2;
    Material parted = material.heldBack(share, Rng.seed(usual.seed()).child("validation"));
    TrialLog log = new TrialLog(folder(call, material));
    SearchReport report = new SearchReport(call, plan, log);
    Found found =
        Search.of(plan, (options, epochs) -> train(call, parted, options, epochs))
            .in(log, circumstances(call, material))
            .on(report::tell)
            .run();
    return report.end(found);
  }

  /** The space, if the user may search its options. */
  private static SearchSpace space(Invocation call) {
    if (!call.gave("--space")) {
      throw new ArgumentException(
          call.console().text("search.space"), call.console().text("search.space.fix"));
    }
    SearchSpace space = SearchSpace.parse(call.value("--space"));
    List<String> known = searchable();
    for (String name : space.names()) {
      if (!known.contains(name)) {
        String all = String.join(", ", known);
        throw new ArgumentException(
            call.console().text("search.option", name),
            Nearest.to(name, known)
                .map(nearest -> call.console().text("usage.choice.nearest", nearest, all))
                .orElse(call.console().text("usage.choice.all", all)));
      }
      if (call.isGiven("--" + name)) {
        throw new ArgumentException(call.console().text("search.twice", "--" + name));
      }
    }
    return space;
  }

  private static List<String> searchable() {
    return TrainOptions.words(Words.of("search")).spec().options().stream()
        .map(OptionSpec::longestName)
        .filter(name -> Configuration.isPart(name) && !FIXED.contains(name))
        .map(name -> name.substring(2))
        .toList();
  }

  private static Path folder(Invocation call, Material material) {
    if (call.gave("--out")) {
      return call.path("--out").orElseThrow();
    }
    Path runs = ModelChoice.runs(call);
    Folders.create(runs);
    String id = ID.format(Clock.systemUTC().instant()) + "-search-" + material.train().name();
    return Stream.iterate(1, again -> again + 1)
        .map(again -> runs.resolve(again == 1 ? id : id + "-" + again))
        .filter(path -> !Files.exists(path))
        .findFirst()
        .orElseThrow();
  }

  private static Json.JsonObject circumstances(Invocation call, Material material) {
    return Json.object()
        .with("config", Configuration.of(call, Map.of()))
        .with("data_sha256", DataDigest.of(material.train()));
  }

  private static Outcome train(
      Invocation call, Material material, SequencedMap<String, String> options, int epochs) {
    Map<String, String> all = new HashMap<>(call.configured());
    options.forEach((name, value) -> all.put("--" + name, value));
    TrainOptions own = TrainOptions.of(call.with(all), material);
    try {
      Run run =
          own.context()
              .call(() ->
                  own.trainer(own.network())
                      .epochs(epochs)
                      .fit(material.train(), material.validation().orElseThrow()));
      return new Outcome(
          run.test().score(), run.test().loss(), run.trainSeconds(), run.weightsSha256());
    } catch (NonFiniteException diverged) {
      return Outcome.failed();
    }
  }
}
