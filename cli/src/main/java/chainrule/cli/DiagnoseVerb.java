// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.StateException;
import chainrule.formats.Json;
import chainrule.formats.Models;
import chainrule.nn.Layer;
import chainrule.train.diagnosis.Diagnosis;
import chainrule.train.diagnosis.Finding;
import chainrule.train.diagnosis.History;
import chainrule.train.record.RunRecord;
import chainrule.train.record.SavedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule diagnose RUN}: what is wrong with a run, its network and its data, and what
 * helps.
 *
 * @param training knows what a run was asked for
 */
record DiagnoseVerb(TrainVerb training) implements Verb {

  @Override
  public String name() {
    return "diagnose";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name())
        .fileOperand("RUN", "1")
        .file("--runs", "DIR")
        .file("--data", "DIR")
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    RunRecord record = RunRecord.find(call.operand(0).orElse("latest"), ModelChoice.runs(call));
    Console console = call.console();
    if (record.configuration().members().isEmpty()) {
      throw new StateException(console.text("diagnose.code", record.path()));
    }
    TrainOptions options = training.recorded(record, call);
    Optional<Path> weights = weights(record, console);
    Diagnosis diagnosis = options.context().call(() -> examine(record, options, weights));
    if (call.has("--json")) {
      console.json(json(record, diagnosis, weights));
    } else {
      print(console, record, diagnosis);
    }
    return Failure.DONE;
  }

  /**
   * The file of the weights to look at: what the run came to; where it has not ended, those of its
   * newest whole checkpoint; nothing where there is neither.
   */
  private static Optional<Path> weights(RunRecord record, Console console) {
    Optional<Path> model = Optional.of(record.model()).filter(Files::isRegularFile);
    if (model.isPresent() && record.state() != RunRecord.State.UNFINISHED) {
      return model;
    }
    SavedRun.Search search = SavedRun.newest(record.checkpoints());
    search.problems().forEach(problem -> console.complain(console.text("train.warning") + problem));
    if (search.newest().isPresent()) {
      SavedRun saved = search.newest().get();
      long steps = saved.snapshot().position().steps();
      console.note("diagnose.checkpoint", record.id(), steps, saved.path());
      return Optional.of(saved.weights());
    }
    if (model.isEmpty()) {
      console.note("diagnose.start", record.id());
    }
    return model;
  }

  /** With these weights, or with those that the run began with. */
  private static Diagnosis examine(RunRecord record, TrainOptions options, Optional<Path> weights) {
    Layer network = options.network();
    weights.ifPresent(file -> Models.loadInto(network, file));
    Path events = record.events();
    History history = Files.isRegularFile(events) ? History.read(events) : History.none();
    return Diagnosis.of(
        network, options.loss(), options.material().train(), options.material().test(), history);
  }

  private static Json.JsonObject json(
      RunRecord record, Diagnosis diagnosis, Optional<Path> weights) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("v", Json.of(1));
    members.put("event", Json.of("diagnose"));
    members.put("run", Json.of(record.path().toString()));
    weights.ifPresent(file -> members.put("weights", Json.of(file.toString())));
    members.putAll(diagnosis.toJson().members());
    return new Json.JsonObject(members);
  }

  private static void print(Console console, RunRecord record, Diagnosis diagnosis) {
    Locale language = Locale.of(console.messages().language().code());
    if (diagnosis.findings().isEmpty()) {
      console.say("diagnose.healthy", record.id());
    }
    for (Finding finding : diagnosis.findings()) {
      console.wrapped(
          finding.code() + ": " + finding.message(language) + " " + finding.remedy(language));
    }
  }
}
