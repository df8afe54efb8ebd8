// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.StateException;
import chainrule.train.Snapshot;
import chainrule.train.data.DataDigest;
import chainrule.train.data.Dataset;
import chainrule.train.record.RunRecord;
import chainrule.train.record.SavedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A run that goes on.
 *
 * @param record what its folder says
 * @param options what it was asked for
 * @param search where it can go on
 */
record Resumption(RunRecord record, Map<String, String> options, SavedRun.Search search) {

  /** The run that {@code --resume} names, if it is given. */
  static Optional<Resumption> of(Invocation call) {
    if (!call.gave("--resume")) {
      return Optional.empty();
    }
    checkAlone(call);
    RunRecord record = RunRecord.find(call.value("--resume"), ModelChoice.runs(call));
    if (record.state() == RunRecord.State.DONE) {
      throw new StateException(call.console().text("resume.done", record.path()));
    }
    if (record.configuration().members().isEmpty()) {
      throw new StateException(
          call.console().text("resume.code", record.path()),
          call.console().text("resume.code.fix"));
    }
    Path description = record.path().resolve("run.json");
    Map<String, String> options = Configuration.of(record.configuration(), description, call);
    return Optional.of(new Resumption(record, options, SavedRun.newest(record.checkpoints())));
  }

  /** A run goes on as it was asked to; no other wish can be heard. */
  private static void checkAlone(Invocation call) {
    List<String> given =
        call.words().commandSpec().options().stream()
            .map(OptionSpec::longestName)
            .filter(call::isGiven)
            .filter(name ->
                (Configuration.isPart(name) && !name.equals("--data"))
                    || List.of("--config", "--folds", "--plan").contains(name))
            .toList();
    if (!given.isEmpty() || call.operand(0).isPresent()) {
      String first = given.isEmpty() ? "DATA" : given.getFirst();
      throw new ArgumentException(call.console().text("resume.alone", first));
    }
  }

  /** The folder of the run. */
  Path folder() {
    return record.path();
  }

  /** Where it goes on. */
  Snapshot snapshot() {
    return search.newest().orElseThrow().snapshot();
  }

  /** Checks that there is a whole checkpoint, and that the data are those of the run. */
  void check(Material material, Console console) {
    search.problems().forEach(problem -> console.complain(console.text("train.warning") + problem));
    if (search.newest().isEmpty()) {
      throw new FileException(
          console.text("resume.none", record.path()),
          console.text(
              "resume.none.fix",
              console.settings().command()
                  + " train --config "
                  + ShellWord.of(record.path().resolve("run.json").toString())));
    }
    check("train_sha256", material.train(), console);
    check("test_sha256", material.test(), console);
  }

  private void check(String member, Dataset data, Console console) {
    String then = record.description().text(member);
    String now = DataDigest.of(data);
    if (!then.equals(now)) {
      throw new StateException(
          console.text("resume.data", data.name(), now, then), console.text("resume.data.fix"));
    }
  }
}
