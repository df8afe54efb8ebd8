// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.formats.InputFiles;
import chainrule.formats.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the folder of a run says of it.
 *
 * @param path the folder
 * @param description {@code run.json}
 * @param epochs the events of its epochs; of one that was done again after a resume, the last
 * @param warnings the events of its warnings
 * @param done the event of its end, if it came to one
 */
public record RunRecord(
    Path path,
    Json.JsonObject description,
    List<Json.JsonObject> epochs,
    List<Json.JsonObject> warnings,
    Optional<Json.JsonObject> done) {

  private static final int MOST_BYTES = 1 << 30;

  /** What has become of a run. */
  public enum State {
    /** It came to its end. */
    DONE,
    /** It was asked to end before its time. */
    INTERRUPTED,
    /** It goes on, or its process ended without a word. */
    UNFINISHED
  }

  /** Keeps its own copies of the lists. */
  public RunRecord {
    epochs = List.copyOf(epochs);
    warnings = List.copyOf(warnings);
  }

  /**
   * The run of a name: its folder, or its name below {@code runs}, or {@code latest}.
   *
   * @throws FileException if there is none
   * @throws chainrule.error.FormatException if its files are damaged
   */
  public static RunRecord find(String name, Path runs) {
    if (name.equals("latest")) {
      return latest(runs);
    }
    return Stream.of(Path.of(name), runs.resolve(name))
        .filter(folder -> Files.isRegularFile(RunFolder.description(folder)))
        .findFirst()
        .map(RunRecord::read)
        .orElseThrow(() ->
            new FileException(
                "run: \"" + name + "\" is neither the folder of a run nor a run in " + runs,
                "chainrule runs list prints what there is"));
  }

  private static RunRecord latest(Path runs) {
    List<Path> all = folders(runs);
    if (all.isEmpty()) {
      throw new FileException("run: none in " + runs, "train one: chainrule train");
    }
    return read(all.getLast());
  }

  /** All runs in a folder that can be read, by name; none where there is no such folder. */
  public static List<RunRecord> all(Path runs) {
    return folders(runs).stream().flatMap(folder -> readable(folder).stream()).toList();
  }

  private static Optional<RunRecord> readable(Path folder) {
    try {
      return Optional.of(read(folder));
    } catch (ChainruleException damaged) {
      return Optional.empty();
    }
  }

  private static List<Path> folders(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(runs)) {
      return inside
          .filter(folder -> Files.isRegularFile(RunFolder.description(folder)))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new FileException("runs: " + runs + " cannot be listed: " + failed.getMessage());
    }
  }

  /**
   * The run of a folder.
   *
   * @throws FileException if it cannot be read
   * @throws chainrule.error.FormatException if its files are damaged
   */
  public static RunRecord read(Path folder) {
    List<Json.JsonObject> epochs = new ArrayList<>();
    List<Json.JsonObject> warnings = new ArrayList<>();
    Optional<Json.JsonObject> done = Optional.empty();
    for (Json.JsonObject event : events(folder.resolve("events.jsonl"))) {
      switch (event.text("event")) {
        case "epoch" -> {
          long epoch = event.whole("epoch");
          epochs.removeIf(before -> before.whole("epoch") >= epoch);
          epochs.add(event);
        }
        case "warning" -> warnings.add(event);
        case "resume" -> done = Optional.empty();
        case "done" -> done = Optional.of(event);
        default -> {}
      }
    }
    Json.JsonObject description = Json.read(RunFolder.description(folder)).asObject();
    return new RunRecord(folder, description, epochs, warnings, done);
  }

  /** The events that were written whole. */
  private static List<Json.JsonObject> events(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = new String(InputFiles.readAll(file, "run", MOST_BYTES), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    return text.substring(0, end).lines().map(line -> Json.parse(line).asObject()).toList();
  }

  /** The file of its model, which is there if it came to an end. */
  public Path model() {
    return RunFolder.model(path);
  }

  /** The file of its events. */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /** The folder of its checkpoints, which is there once it has saved itself. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The name of the run. */
  public String id() {
    return String.valueOf(path.getFileName());
  }

  /** What has become of it. */
  public State state() {
    return done.map(event -> event.flag("interrupted") ? State.INTERRUPTED : State.DONE)
        .orElse(State.UNFINISHED);
  }

  /** What it was asked for; empty if it was made in code. */
  public Json.JsonObject configuration() {
    return description.find("config").map(Json::asObject).orElse(Json.object());
  }
}
