// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.NonFiniteException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.nn.Layer;
import chainrule.plan.Plan;
import chainrule.train.EventJson;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import chainrule.train.diagnosis.LiveWatch;
import chainrule.train.record.CheckpointFolder;
import chainrule.train.record.Pace;
import chainrule.train.record.RunFolder;
import chainrule.train.record.RunRecord;
import chainrule.train.record.SavedRun;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code chainrule train}: a network for digits, a table or another set.
 *
 * @param interruption asks it to stop after a step and save
 */
record TrainVerb(Interruption interruption) implements Verb {

  @Override
  public String name() {
    return "train";
  }

  @Override
  public CommandSpec spec() {
    return TrainOptions.words(Materials.words(Words.of(name())))
        .option("--folds", "COUNT")
        .file("--config", "FILE")
        .option("--resume", "RUN")
        .option("--checkpoint-every", "STEPS")
        .file("--runs", "DIR")
        .file("--out", "FILE")
        .flag("--force")
        .flag("--plan")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation given) {
    // Whatever can be wrong is found before the folder of the run is made.
    Optional<Resumption> resumption = Resumption.of(given);
    Invocation call = configured(given, resumption);
    Optional<AtomicFile> copy = copy(call);
    TrainOptions options = TrainOptions.of(call, Materials.load(call));
    if (call.gave("--folds")) {
      return FoldsReport.run(options);
    }
    Layer network = options.context().call(options::network);
    if (call.has("--plan")) {
      Plan plan =
          options
              .context()
              .call(() ->
                  options
                      .trainer(network)
                      .plan(options.material().train(), options.material().test()));
      PlanTable.of(plan).print(call);
      return Failure.DONE;
    }
    return train(call, options, network, resumption, copy);
  }

  private static Invocation configured(Invocation call, Optional<Resumption> resumption) {
    if (resumption.isPresent()) {
      return call.with(resumption.get().options());
    }
    return Configuration.under(call);
  }

  private int train(
      Invocation call,
      TrainOptions options,
      Layer network,
      Optional<Resumption> resumption,
      Optional<AtomicFile> copy) {
    ModelInfo info = options.material().info().withSeed(options.seed());
    Json.JsonObject configuration = Configuration.of(call, options.chosen());
    Console console = call.console();
    EventClock clock = new EventClock(Clock.systemUTC());
    resumption.ifPresent(going -> going.check(options.material(), console));
    // Until here nothing would be lost, and a signal ends the process at once.
    interruption.takeTime();
    RunFolder folder =
        resumption
            .map(going -> new RunFolder(going.folder(), info, configuration, clock))
            .orElseGet(() ->
                RunFolder.create(
                    ModelChoice.runs(call),
                    options.material().train().name(),
                    info,
                    configuration,
                    clock));
    Trainer trainer =
        options
            .trainer(network)
            .interruptedBy(() -> interruption.isAsked() || console.out().failure().isPresent())
            .checkpoints(checkpoints(call, folder, network, info, configuration))
            .watch(
                LiveWatch.of(
                        network,
                        options.loss(),
                        options.descent().optimizer().rate(),
                        Locale.of(console.messages().language().code()))
                    .over(options.material().train()))
            .on(clock)
            .on(folder)
            .on(event -> write(copy, event, info))
            .on(
                call.has("--json")
                    ? json(folder, clock, console)
                    : TrainReport.of(console, options, folder, repeated(call)));
    Trainer begun = resumption.map(going -> trainer.resume(going.snapshot())).orElse(trainer);
    Run run;
    try {
      run = options.context().call(() -> options.fit(begun));
    } catch (NonFiniteException thrown) {
      tellLastGood(folder, console);
      throw thrown;
    }
    return run.ending() == Run.Ending.INTERRUPTED
        ? interrupted(console, folder, repeated(call))
        : Failure.DONE;
  }

  /** Names the checkpoint from before the numbers went wrong. */
  private static void tellLastGood(RunFolder folder, Console console) {
    SavedRun.newest(folder.checkpoints())
        .newest()
        .ifPresent(saved ->
            console.complain(
                console.text(
                    "train.last-good", saved.path(), saved.snapshot().position().steps())));
  }

  /** Does once more, in memory, what a run was asked for; the digest of its weights. */
  String repeat(RunRecord record, Invocation asked) {
    TrainOptions options = recorded(record, asked);
    Layer network = options.context().call(options::network);
    return options.context().call(() -> options.fit(options.trainer(network))).weightsSha256();
  }

  /** What a run was asked for, with its data read again. */
  TrainOptions recorded(RunRecord record, Invocation asked) {
    Invocation call = again(record, asked);
    return TrainOptions.of(call, Materials.load(call));
  }

  /** The data of a run, read again. */
  Material material(RunRecord record, Invocation asked) {
    return recorded(record, asked).material();
  }

  /** The words that a run was asked by; {@code --data} may name another folder. */
  private Invocation again(RunRecord record, Invocation asked) {
    List<String> words =
        asked.path("--data").map(folder -> List.of("--data", folder.toString())).orElse(List.of());
    ParseResult parsed = new CommandLine(spec()).parseArgs(words.toArray(String[]::new));
    Invocation plain = new Invocation(parsed, asked.console());
    return plain.with(
        Configuration.of(record.configuration(), record.path().resolve("run.json"), plain));
  }

  private static CheckpointFolder checkpoints(
      Invocation call,
      RunFolder folder,
      Layer network,
      ModelInfo info,
      Json.JsonObject configuration) {
    CheckpointFolder checkpoints =
        CheckpointFolder.of(folder.checkpoints(), network, info, configuration);
    return call.gave("--checkpoint-every")
        ? checkpoints.withPace(Pace.everySteps(call.count("--checkpoint-every")))
        : checkpoints;
  }

  private static Optional<AtomicFile> copy(Invocation call) {
    Optional<AtomicFile> copy =
        call.path("--out")
            .map(file ->
                call.has("--force") ? AtomicFile.replacing(file) : AtomicFile.creating(file));
    copy.ifPresent(AtomicFile::check);
    if (copy.isPresent() && call.gave("--folds")) {
      throw new ArgumentException(call.console().text("train.folds.out"));
    }
    return copy;
  }

  private static void write(Optional<AtomicFile> copy, TrainingEvent event, ModelInfo info) {
    if (event instanceof TrainingEvent.Finished(Run run)) {
      copy.ifPresent(
          file -> file.write(out -> Models.content(run.plan().network(), info).writeTo(out)));
    }
  }

  private static TrainingListener json(RunFolder folder, Clock clock, Console console) {
    return event ->
        EventJson.of(event, clock.instant(), Optional.of(folder.path())).ifPresent(console::json);
  }

  /** The options that say where things are, for the next command. */
  private static String repeated(Invocation call) {
    return Stream.of("--runs", "--data")
        .filter(call::isGiven)
        .map(option -> " " + option + " " + ShellWord.of(call.value(option)))
        .collect(Collectors.joining());
  }

  private static int interrupted(Console console, RunFolder folder, String repeated) {
    if (console.out().failure().isPresent()) {
      return Failure.FAILED;
    }
    console.complain(console.text("train.interrupted", folder.path()));
    String command = console.settings().command();
    console.complain(
        console.text(
            "train.resume", command + " train --resume " + ShellWord.of(folder.id()) + repeated));
    return Failure.INTERRUPTED;
  }
}
