// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.FileException;
import chainrule.formats.AtomicFile;
import chainrule.formats.AtomicFolder;
import chainrule.formats.Disk;
import chainrule.formats.Folders;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.formats.Models;
import chainrule.formats.SafetensorsEntry;
import chainrule.formats.SafetensorsFile;
import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import chainrule.train.Checkpoints;
import chainrule.train.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Where a run saves itself: {@code checkpoints/<steps>/} with {@code weights.safetensors}, {@code
 * optimizer.safetensors} and {@code manifest.json}, which says the sizes and SHA-256 of the two and
 * where the run is. Each is written whole or not at all; the last two are kept, and the weights of
 * the best epoch that they name.
 */
public final class CheckpointFolder implements Checkpoints {

  static final String MANIFEST = "manifest.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String OPTIMIZER = "optimizer.safetensors";
  private static final int KEPT = 2;

  private final Path folder;
  private final Layer network;
  private final ModelInfo info;
  private final Json.JsonObject plan;
  private final Pace pace;
  private final Disk disk;
  private long last;

  private CheckpointFolder(
      Path folder, Layer network, ModelInfo info, Json.JsonObject plan, Pace pace, Disk disk) {
    this.folder = folder;
    this.network = network;
    this.info = info;
    this.plan = plan;
    this.pace = pace;
    this.disk = disk;
    last = System.nanoTime();
  }

  /**
   * Checkpoints of a run; the folder is made when the first is saved.
   *
   * @param folder usually {@code checkpoints} in the folder of the run
   * @param network the network that is trained
   * @param info what weight files say beside their tensors
   * @param plan what the run set out to do: a run that goes on must have the same
   */
  public static CheckpointFolder of(
      Path folder, Layer network, ModelInfo info, Json.JsonObject plan) {
    return new CheckpointFolder(folder, network, info, plan, Pace.standard(), Disk.real());
  }

  /** With another pace. */
  public CheckpointFolder withPace(Pace other) {
    return new CheckpointFolder(folder, network, info, plan, other, disk);
  }

  /** On another disk. */
  public CheckpointFolder withDisk(Disk other) {
    return new CheckpointFolder(folder, network, info, plan, pace, other);
  }

  @Override
  public void offer(Occasion occasion, long steps, Supplier<Snapshot> snapshot) {
    if (pace.isDue(occasion, steps, System.nanoTime() - last)) {
      save(snapshot.get());
      last = System.nanoTime();
    }
  }

  /**
   * Saves a run, and removes what is older than the checkpoint before.
   *
   * @throws FileException if that fails; the checkpoints before are then as they were
   */
  public void save(Snapshot snapshot) {
    Folders.create(folder, disk);
    AtomicFolder.clean(folder, disk);
    snapshot
        .best()
        .filter(best -> best.steps() != snapshot.position().steps())
        .ifPresent(this::saveBest);
    Path place = place(snapshot.position().steps());
    if (!SavedRun.isWhole(place)) {
      SequencedMap<String, AtomicFile.Content> files = new LinkedHashMap<>();
      files.put(WEIGHTS, out -> weights(snapshot.weights()).writeTo(out));
      files.put(
          OPTIMIZER,
          out -> SafetensorsFile.of(Map.of(), entries(snapshot.optimizer())).writeTo(out));
      write(place, files, ManifestJson.of(snapshot, plan));
    }
    removeOld();
  }

  private void saveBest(Snapshot.Best best) {
    Path place = place(best.steps());
    if (!SavedRun.isWhole(place)) {
      SequencedMap<String, AtomicFile.Content> files = new LinkedHashMap<>();
      files.put(WEIGHTS, out -> weights(best.weights()).writeTo(out));
      write(place, files, ManifestJson.of(best));
    }
  }

  private void write(
      Path place, SequencedMap<String, AtomicFile.Content> files, Json.JsonObject manifest) {
    disk.discard(place);
    new AtomicFolder(place)
        .write(
            files,
            new AtomicFolder.Manifest(
                MANIFEST,
                written -> {
                  String text = ManifestJson.text(manifest, written);
                  return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
                }),
            disk);
  }

  private SafetensorsFile weights(Map<String, Tensor> leaves) {
    return Models.content(network, info, leaves);
  }

  private static List<SafetensorsEntry> entries(Map<String, Tensor> tensors) {
    return tensors.entrySet().stream()
        .map(entry ->
            new SafetensorsEntry(
                entry.getKey(), entry.getValue().shape(), entry.getValue().toStorage()))
        .toList();
  }

  private Path place(long steps) {
    return folder.resolve(Long.toString(steps));
  }

  /** Keeps the last checkpoints, and the best weights that they need. */
  private void removeOld() {
    List<Long> all = SavedRun.steps(folder);
    Set<Long> kept = new TreeSet<>();
    for (long steps : all.reversed()) {
      if (kept.size() < KEPT) {
        ManifestJson.find(place(steps).resolve(MANIFEST))
            .filter(ManifestJson.Contents::isComplete)
            .ifPresent(contents -> {
              kept.add(steps);
            });
      }
    }
    Set<Long> needed = new TreeSet<>(kept);
    for (long steps : kept) {
      ManifestJson.find(place(steps).resolve(MANIFEST))
          .flatMap(ManifestJson.Contents::best)
          .ifPresent(best -> needed.add(best.steps()));
    }
    all.stream().filter(steps -> !needed.contains(steps)).map(this::place).forEach(disk::discard);
  }

  /** Whether a path is a folder that can hold a checkpoint. */
  static boolean isNamed(Path path) {
    return String.valueOf(path.getFileName()).matches("[0-9]{1,18}") && Files.isDirectory(path);
  }
}
