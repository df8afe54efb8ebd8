// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.formats.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of one run in {@code bench/results}: one JSON object a line, the first on the run as a
 * whole ({@code "kind": "run"}), then floors and rows with every raw figure.
 */
final class Results {

  private static final int VERSION = 1;

  private final Path file;

  private Results(Path file) {
    this.file = file;
  }

  static Results create(Settings settings, Request request, Machine machine, String peerVersion) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String peer = request.peers().isEmpty() ? "alone" : request.peers().getFirst();
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(now);
    Path file =
        settings.results().resolve(request.family().label() + "-" + peer + "-" + time + ".jsonl");
    Results results = new Results(file);
    Json.JsonObject fields =
        Json.object()
            .with("kind", "run")
            .with("version", VERSION)
            .with("family", request.family().label())
            .with("date", now.toString())
            .with("commit", settings.commit())
            .with("peer", peer)
            .with("peer_version", peerVersion)
            .with("threads", request.threads())
            .with("quick", request.quick())
            .with("processor", machine.processor())
            .with("processors", machine.processors())
            .with("load", machine.load())
            .with("system", settings.system())
            .with("java", settings.java());
    results.append(fields);
    return results;
  }

  Path file() {
    return file;
  }

  void floors(String when, Floors floors) {
    append(
        Json.object()
            .with("kind", "floors")
            .with("when", when)
            .with("gigaflops", Screen.rounded(floors.gigaflops()))
            .with("copy_gigabytes", Screen.rounded(floors.copied()))
            .with("triad_gigabytes", Screen.rounded(floors.triad())));
  }

  void row(Row row) {
    Json.JsonObject rounds = Json.object();
    for (Map.Entry<String, List<Double>> lane : row.rounds().entrySet()) {
      List<Json> figures = lane.getValue().stream().map(Screen::rounded).toList();
      rounds = rounds.with(lane.getKey(), Json.array(figures));
    }
    append(Screen.object(row).with("kind", "row").with("rounds", rounds));
  }

  private void append(Json.JsonObject fields) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, fields.toText() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException("bench: cannot write " + file, failure);
    }
  }
}
