// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import chainrule.formats.Disk;
import chainrule.formats.Folders;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.formats.SafetensorsFile;
import chainrule.train.EventJson;
import chainrule.train.Run;
import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import chainrule.train.TrainingPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of one run on disk: {@code run.json}, what it set out to do; {@code events.jsonl},
 * what it told, one object a line, appended as it goes; {@code checkpoints}, where it can go on;
 * {@code model.safetensors}, what came out.
 *
 * <p>As a listener it writes all but the checkpoints.
 *
 * @param path the folder
 * @param info what the model file says beside its tensors
 * @param configuration what the run was asked for, as {@code run.json} keeps it under {@code
 *     config}; empty where it was made in code
 * @param clock tells the time of events
 * @param disk what it is written to
 */
public record RunFolder(
    Path path, ModelInfo info, Json.JsonObject configuration, Clock clock, Disk disk)
    implements TrainingListener {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String CONFIGURATION = "run.json";
  private static final String MODEL = "model.safetensors";
  private static final int MOST_IN_A_SECOND = 10_000;

  /** On the disk of the machine. */
  public RunFolder(Path path, ModelInfo info, Json.JsonObject configuration, Clock clock) {
    this(path, info, configuration, clock, Disk.real());
  }

  /**
   * A new folder for a run below {@code runs}, named by the time in UTC and the data.
   *
   * @throws FileException if it cannot be made
   */
  public static RunFolder create(
      Path runs, String data, ModelInfo info, Json.JsonObject configuration, Clock clock) {
    return create(runs, data, info, configuration, clock, Disk.real());
  }

  /** The same on a disk of one's own. */
  static RunFolder create(
      Path runs,
      String data,
      ModelInfo info,
      Json.JsonObject configuration,
      Clock clock,
      Disk disk) {
    Folders.create(runs, disk);
    String id = ID.format(clock.instant()) + "-" + data;
    for (int again = 1; again < MOST_IN_A_SECOND; again++) {
      Path path = runs.resolve(again == 1 ? id : id + "-" + again);
      if (claim(runs, path, disk)) {
        return new RunFolder(path, info, configuration, clock, disk);
      }
    }
    throw new FileException("run: " + runs + " has too many runs named " + id);
  }

  /** Makes a folder; false if there is one of this name already. */
  private static boolean claim(Path runs, Path path, Disk disk) {
    try {
      disk.createFolder(path);
      disk.forceFolder(runs);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException failed) {
      throw new FileException("run: " + path + " cannot be made: " + failed.getMessage());
    }
  }

  /**
   * The model file that a name stands for: a {@code .safetensors} file, a run folder, the name of a
   * run below {@code runs}, or {@code latest}.
   *
   * @throws FileException if there is none
   * @throws ArgumentException if the name is empty
   */
  public static Path findModel(String name, Path runs) {
    if (name.isBlank()) {
      throw new ArgumentException("model: empty name; needs a file, a run or latest");
    }
    if (name.equals("latest")) {
      return latest(runs)
          .orElseThrow(() ->
              new FileException(
                  "model: no run with a model in " + runs, "train one: chainrule train"));
    }
    Path direct = Path.of(name);
    return Stream.of(direct, direct.resolve(MODEL), runs.resolve(name).resolve(MODEL))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> noModel(name, runs));
  }

  private static FileException noModel(String name, Path runs) {
    return Stream.of(Path.of(name), runs.resolve(name))
        .filter(folder -> Files.isRegularFile(folder.resolve(CONFIGURATION)))
        .findFirst()
        .map(run ->
            new FileException(
                "model: the run " + run + " holds no " + MODEL + ": it goes on, or ended too early",
                "wait for it, train again, or name another run"))
        .orElseGet(() ->
            new FileException(
                "model: \"" + name + "\" is neither a model file nor a run in " + runs,
                "name a .safetensors file, a run folder, a run, or latest"));
  }

  /**
   * The names of the runs that hold a model, sorted; none where there is no such folder.
   *
   * @throws FileException if the folder cannot be listed
   */
  public static List<String> trained(Path runs) {
    return models(runs).stream()
        .map(model -> model.getName(model.getNameCount() - 2).toString())
        .sorted()
        .toList();
  }

  private static Optional<Path> latest(Path runs) {
    return models(runs).stream()
        .max(Comparator.comparing(RunFolder::modified).thenComparing(Path::toString));
  }

  private static List<Path> models(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.map(folder -> folder.resolve(MODEL)).filter(Files::isRegularFile).toList();
    } catch (IOException failed) {
      throw new FileException("model: " + runs + " cannot be listed: " + failed.getMessage());
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH;
    }
  }

  /** The name of the run. */
  public String id() {
    return String.valueOf(path.getFileName());
  }

  /** The model file. */
  public Path model() {
    return model(path);
  }

  /** The model file of a run's folder. */
  static Path model(Path folder) {
    return folder.resolve(MODEL);
  }

  /** The file of events. */
  public Path events() {
    return path.resolve("events.jsonl");
  }

  /** The file of what it set out to do. */
  public Path description() {
    return description(path);
  }

  static Path description(Path folder) {
    return folder.resolve(CONFIGURATION);
  }

  /** The folder of its checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started(TrainingPlan plan)) {
      begin(plan);
    }
    if (event instanceof TrainingEvent.Finished(Run run)) {
      SafetensorsFile content = Models.content(run.plan().network(), info);
      AtomicFile.replacing(model()).write(content::writeTo, disk);
    }
    EventJson.of(event, clock.instant(), Optional.of(path)).ifPresent(this::append);
    if (event instanceof TrainingEvent.Finished) {
      forceEvents();
    }
  }

  /** Until here lost power may take the last events; the checkpoints do not need them. */
  private void forceEvents() {
    try {
      disk.force(events());
    } catch (IOException failed) {
      throw unwritten(failed);
    }
  }

  /** Writes {@code run.json}, or checks it where the run goes on. */
  private void begin(TrainingPlan plan) {
    if (Files.exists(description())) {
      dropHalfLine();
      return;
    }
    String text = RunJson.of(plan, configuration, clock.instant()).toLines();
    AtomicFile.creating(description())
        .write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)), disk);
  }

  /** A killed process may have left a line without its end. */
  private void dropHalfLine() {
    if (!Files.exists(events())) {
      return;
    }
    try (FileChannel file =
        FileChannel.open(events(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      long end = file.size();
      while (end > 0 && !endsLine(file, end, one)) {
        end--;
      }
      file.truncate(end);
    } catch (IOException failed) {
      throw new FileException("run: " + events() + " cannot be read: " + failed.getMessage());
    }
  }

  private static boolean endsLine(FileChannel file, long end, ByteBuffer one) throws IOException {
    one.clear();
    file.read(one, end - 1);
    return one.get(0) == '\n';
  }

  private void append(Json.JsonObject line) {
    try (OutputStream out = disk.append(events())) {
      out.write((line.toText() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw unwritten(failed);
    }
  }

  private FileException unwritten(IOException failed) {
    return new FileException("run: " + events() + " cannot be written: " + failed.getMessage());
  }
}
