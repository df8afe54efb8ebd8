// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.AtomicFile;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.nn.Mlp;
import chainrule.plan.Plan;
import chainrule.train.EventJson;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import chainrule.train.data.Digits;
import chainrule.train.record.RunFolder;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule train}: a network that reads digits.
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
    return TrainOptions.words(DataChoice.words(Words.of(name())))
        .file("--runs", "DIR")
        .file("--out", "FILE")
        .flag("--force")
        .flag("--plan")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    // Whatever can be wrong is found before the folder of the run is made.
    TrainOptions options = TrainOptions.of(call);
    Optional<AtomicFile> copy = copy(call);
    Mlp network = options.context().call(options::network);
    Digits data = DataChoice.load(call.operand(0), call);
    if (call.has("--plan")) {
      Plan plan =
          options.context().call(() -> options.trainer(network).plan(data.train(), data.test()));
      PlanTable.of(plan).print(call);
      return Failure.DONE;
    }
    ModelInfo info =
        ModelInfo.empty()
            .withInput(Digits.INPUT)
            .withClasses(Digits.CLASSES)
            .withSeed(options.seed());
    Console console = call.console();
    EventClock clock = new EventClock(Clock.systemUTC());
    // Until here nothing would be lost, and a signal ends the process at once.
    interruption.takeTime();
    RunFolder folder =
        RunFolder.create(ModelChoice.runs(call), data.train().name(), info, Json.object(), clock);
    Trainer trainer =
        options
            .trainer(network)
            .interruptedBy(() -> interruption.isAsked() || console.out().failure().isPresent())
            .on(clock)
            .on(folder)
            .on(event -> write(copy, event, info))
            .on(
                call.has("--json")
                    ? json(folder, clock, console)
                    : TrainReport.of(console, options, data.source(), folder, repeated(call)));
    Run run = options.context().call(() -> trainer.fit(data.train(), data.test()));
    return run.ending() == Run.Ending.INTERRUPTED ? interrupted(console, folder) : Failure.DONE;
  }

  private static Optional<AtomicFile> copy(Invocation call) {
    Optional<AtomicFile> copy =
        call.path("--out")
            .map(file ->
                call.has("--force") ? AtomicFile.replacing(file) : AtomicFile.creating(file));
    copy.ifPresent(AtomicFile::check);
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
        .filter(call::gave)
        .map(option -> " " + option + " " + ShellWord.of(call.value(option)))
        .collect(Collectors.joining());
  }

  private static int interrupted(Console console, RunFolder folder) {
    if (console.out().failure().isPresent()) {
      return Failure.FAILED;
    }
    console.complain(console.text("train.interrupted", folder.path()));
    return Failure.INTERRUPTED;
  }
}
