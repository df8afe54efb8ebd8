// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.FileException;
import chainrule.explain.text.Nearest;
import chainrule.formats.Json;
import chainrule.train.data.Settings;
import chainrule.train.record.RunFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Path runs = runs(call);
    try {
      return RunFolder.findModel(name, runs);
    } catch (FileException missing) {
      throw Nearest.to(name, names(name, runs))
          .map(nearest ->
              new FileException(missing.fact(), call.console().text("model.nearest", nearest)))
          .orElse(missing);
    }
  }

  /** The file of the model, if the first operand names one and not something else. */
  static Optional<Path> find(Invocation call) {
    try {
      return Optional.of(RunFolder.findModel(call.operand(0).orElseThrow(), runs(call)));
    } catch (FileException | InvalidPathException noModel) {
      return Optional.empty();
    }
  }

  /** What a model can be called, files and folders aside; nothing for a name that is a folder. */
  private static List<String> names(String name, Path runs) {
    if (Files.isDirectory(runs.resolve(name)) || Files.isDirectory(Path.of(name))) {
      return List.of();
    }
    List<String> names = new ArrayList<>(RunFolder.trained(runs));
    if (!names.isEmpty()) {
      names.add("latest");
    }
    return names;
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
