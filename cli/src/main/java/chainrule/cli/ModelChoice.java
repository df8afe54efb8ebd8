// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.train.RunFolder;
import chainrule.train.data.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which model a verb works on, and where runs are. */
final class ModelChoice {

  private static final String RUNS = "--runs";

  private ModelChoice() {}

  /** Adds the words to a verb that takes a model, under a label, as its next operand. */
  static Words words(Words words, String label) {
    return words.fileOperand(label, "1").file(RUNS, "DIR");
  }

  /** The file of the model that MODEL names. */
  static Path file(Invocation call) {
    String name = call.operand(0).orElseThrow();
    call.path("MODEL", name);
    return RunFolder.findModel(name, runs(call));
  }

  /** The folder of all runs: {@code --runs}, else {@code CHAINRULE_RUNS}, else {@code runs}. */
  static Path runs(Invocation call) {
    return call.path(RUNS).or(() -> Settings.read().runs()).orElse(Path.of("runs"));
  }

  /** What the record of the run beside a model says, if there is one. */
  static Optional<String> recorded(Path model, String member) {
    Path record = model.resolveSibling("run.json");
    return Files.isRegularFile(record)
        ? Json.read(record).asObject().find(member).map(Json::asText)
        : Optional.empty();
  }
}
