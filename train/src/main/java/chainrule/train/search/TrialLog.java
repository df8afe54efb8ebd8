// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.StateException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Disk;
import chainrule.formats.Folders;
import chainrule.formats.InputFiles;
import chainrule.formats.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The trials of one search on disk: {@code trials.jsonl} in a folder, one object a line. The first
 * line says what was set out to do; a line is added after each trial and is on the disk before the
 * next begins.
 *
 * @param folder the folder of the search
 * @param disk what it is written to
 */
public record TrialLog(Path folder, Disk disk) {

  private static final int MOST_BYTES = 1 << 28;
  private static final int VERSION = 1;

  /** On the disk of the machine. */
  public TrialLog(Path folder) {
    this(folder, Disk.real());
  }

  /** The file. */
  public Path file() {
    return folder.resolve("trials.jsonl");
  }

  /**
   * Begins a search, or goes on with the one that is there.
   *
   * @param plan what is set out to do
   * @param more what else the trials depend on, such as options they have in common
   * @return the trials that are done
   * @throws FileException if the file cannot be read or made
   * @throws FormatException if it is damaged; a last line without an end is dropped instead
   * @throws StateException if another search is there
   */
  public List<Trial> begin(SearchPlan plan, Json.JsonObject more) {
    Json.JsonObject first =
        Json.object()
            .with("v", VERSION)
            .with("event", "search")
            .with("plan", plan.toJson())
            .with("with", more);
    if (!Files.exists(file())) {
      Folders.create(folder, disk);
      byte[] line = bytes(first);
      AtomicFile.creating(file()).write(out -> out.write(line), disk);
      return List.of();
    }
    List<String> lines = wholeLines();
    if (lines.isEmpty() || !parsed(lines.getFirst(), 1).equals(first)) {
      throw new StateException(
          "search: " + file() + " is of another search",
          "ask for the same as then, or name another folder");
    }
    List<Trial> trials = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      trials.add(trial(lines.get(i), i + 1));
    }
    return trials;
  }

  private static byte[] bytes(Json.JsonObject line) {
    return (line.toText() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private Trial trial(String line, int place) {
    try {
      return Trial.read(parsed(line, place));
    } catch (FormatException wrong) {
      throw damaged(place, wrong);
    }
  }

  private Json.JsonObject parsed(String line, int place) {
    try {
      Json.JsonObject object = Json.parse(line).asObject();
      if (object.whole("v") != VERSION) {
        throw new FormatException("version " + object.whole("v") + " is not known");
      }
      return object;
    } catch (FormatException wrong) {
      throw damaged(place, wrong);
    }
  }

  private FormatException damaged(int place, ChainruleException why) {
    String fact = why.fact();
    return new FormatException(
        fact.startsWith("search: ") ? fact : "search: " + file() + ": line " + place + ": " + fact,
        "take the line out: its trial is done again");
  }

  /** The lines that have an end; what follows them a killed process left behind, and it goes. */
  private List<String> wholeLines() {
    byte[] all = InputFiles.readAll(file(), "search", MOST_BYTES);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    if (end < all.length) {
      try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        channel.truncate(end);
        channel.force(true);
      } catch (IOException failed) {
        throw new FileException("search: " + file() + " cannot be mended: " + failed.getMessage());
      }
    }
    return new String(all, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  /** Adds a trial and waits until it is on the disk. */
  void add(Trial trial) {
    try (OutputStream out = disk.append(file())) {
      out.write(bytes(trial.toJson()));
      out.flush();
      disk.force(file());
    } catch (IOException failed) {
      throw new FileException("search: " + file() + " cannot be written: " + failed.getMessage());
    }
  }
}
