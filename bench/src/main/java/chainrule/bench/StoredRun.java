// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.formats.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of {@code bench/results}, read again.
 *
 * @param name of the file
 * @param head its first object
 * @param floors before and after
 * @param rows all rows
 */
record StoredRun(
    String name, Json.JsonObject head, List<Json.JsonObject> floors, List<Json.JsonObject> rows) {

  /** All runs of a folder: those in full length first, then the newest first. */
  static List<StoredRun> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .map(StoredRun::read)
          .sorted(
              Comparator.comparing((StoredRun run) -> run.head.flag("quick"))
                  .thenComparing(run -> run.head.text("date"), Comparator.reverseOrder()))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static StoredRun read(Path file) {
    try {
      return of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static StoredRun of(String name, String text) {
    List<Json.JsonObject> objects = text.lines().map(line -> Json.parse(line).asObject()).toList();
    return new StoredRun(
        name,
        objects.getFirst(),
        objects.stream().filter(object -> object.text("kind").equals("floors")).toList(),
        objects.stream().filter(object -> object.text("kind").equals("row")).toList());
  }

  /** Whether it measured the family with as many threads. */
  boolean isOf(Family family, int threads) {
    return head.text("family").equals(family.label()) && head.whole("threads") == threads;
  }

  /** The row of a work beside a peer. */
  Optional<Json.JsonObject> row(String work, String peer) {
    return rows.stream()
        .filter(row -> row.text("work").equals(work) && row.text("peer").equals(peer))
        .findFirst();
  }
}
