// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.formats.SafetensorsEntry;
import chainrule.formats.SafetensorsFile;
import chainrule.formats.Sha256;
import chainrule.tensor.Tensor;
import chainrule.train.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A run as it was saved.
 *
 * @param path the folder it was read from
 * @param snapshot where the run goes on
 * @param plan what the run set out to do
 */
public record SavedRun(Path path, Snapshot snapshot, Json.JsonObject plan) {

  /** The file of its weights. */
  public Path weights() {
    return path.resolve(CheckpointFolder.WEIGHTS);
  }

  /**
   * The newest checkpoint that is whole, and what is wrong with newer ones.
   *
   * @param newest nothing if there is no whole one
   * @param problems one sentence for each that is damaged, the newest first
   */
  public record Search(Optional<SavedRun> newest, List<String> problems) {

    /** Keeps its own copy of the list. */
    public Search {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Looks for the newest checkpoint that is whole: files as long as the manifest says, with the
   * digests it says, and the best weights it names.
   *
   * @param folder {@code checkpoints} in the folder of a run; it may be missing
   * @throws FileException if it cannot be listed
   */
  public static Search newest(Path folder) {
    List<String> problems = new ArrayList<>();
    for (long steps : steps(folder).reversed()) {
      Path place = folder.resolve(Long.toString(steps));
      try {
        ManifestJson.Contents contents = manifest(place);
        if (contents.isComplete()) {
          return new Search(Optional.of(read(place, contents)), problems);
        }
      } catch (ChainruleException broken) {
        problems.add(broken.fact());
      }
    }
    return new Search(Optional.empty(), problems);
  }

  private static ManifestJson.Contents manifest(Path place) {
    return ManifestJson.read(place.resolve(CheckpointFolder.MANIFEST));
  }

  private static SavedRun read(Path place, ManifestJson.Contents contents) {
    check(place, contents);
    Snapshot snapshot =
        new Snapshot(
            contents.position().orElseThrow(),
            contents.epochs(),
            tensors(place.resolve(CheckpointFolder.WEIGHTS)),
            tensors(place.resolve(CheckpointFolder.OPTIMIZER)),
            contents.best().map(best -> best(place, best)));
    return new SavedRun(place, snapshot, contents.plan());
  }

  private static Snapshot.Best best(Path place, ManifestJson.BestMark mark) {
    Path its = place.resolveSibling(Long.toString(mark.steps()));
    check(its, manifest(its));
    return new Snapshot.Best(
        mark.epoch(), mark.steps(), mark.loss(), tensors(its.resolve(CheckpointFolder.WEIGHTS)));
  }

  private static SequencedMap<String, Tensor> tensors(Path file) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsEntry entry : SafetensorsFile.read(file).entries()) {
      tensors.put(entry.name(), Tensor.of(entry.shape(), entry.values()));
    }
    return tensors;
  }

  /** Checks that the files of a checkpoint are what its manifest says. */
  private static void check(Path place, ManifestJson.Contents contents) {
    for (ManifestJson.Part part : contents.files()) {
      Path file = place.resolve(part.name());
      long bytes = size(file);
      if (bytes != part.bytes()) {
        throw new FormatException(
            "checkpoint: " + file + ": " + bytes + " bytes; the manifest says " + part.bytes());
      }
      String sha256 = Sha256.of(file, "checkpoint");
      if (!sha256.equals(part.sha256())) {
        throw new FormatException(
            "checkpoint: " + file + ": SHA-256 " + sha256 + "; the manifest says " + part.sha256());
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException missing) {
      throw new FileException("checkpoint: " + file + ": no such file");
    }
  }

  /** Whether there is a checkpoint whose files are what its manifest says. */
  static boolean isWhole(Path place) {
    try {
      check(place, manifest(place));
      return true;
    } catch (ChainruleException broken) {
      return false;
    }
  }

  /** The numbers of steps after which something was saved, in order. */
  static List<Long> steps(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(CheckpointFolder::isNamed)
          .map(path -> Long.valueOf(String.valueOf(path.getFileName())))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failed) {
      throw new FileException("checkpoints: " + folder + " cannot be listed: " + failed);
    }
  }
}
