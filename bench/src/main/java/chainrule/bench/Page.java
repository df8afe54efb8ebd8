// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.formats.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code docs/performance.md}: what was promised beside what was measured. */
record Page(Settings settings) {

  private static final String START =
      """
      # Performance

      Written by `bench/run page` from the files of `bench/results`; `bench/README.md` says how each
      figure is taken and what is paired with what. A ratio is the other's time over ours: above 1,
      ours is faster. All figures of a row were taken in one process, in turns.

      | work | promised | ours | theirs | ratio | floor | |
      |---|---|---|---|---|---|---|
      """;
  private static final String NONE = "–";

  void write() {
    Path page = settings.root().resolve("docs").resolve("performance.md");
    try {
      Files.writeString(page, text(StoredRun.all(settings.results())));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The page of these runs. */
  static String text(List<StoredRun> runs) {
    StringBuilder text = new StringBuilder(START);
    Set<StoredRun> used = new LinkedHashSet<>();
    for (Promise promise : Promise.all()) {
      Optional<StoredRun> run =
          runs.stream()
              .filter(one -> one.isOf(promise.family(), promise.threads()))
              .filter(one -> one.row(promise.work(), promise.peer()).isPresent())
              .findFirst();
      run.ifPresent(used::add);
      text.append(run.map(one -> line(promise, one)).orElseGet(() -> unmeasured(promise)));
    }
    if (!used.isEmpty()) {
      text.append("\n## The runs\n\n");
    }
    used.forEach(run -> text.append(source(run)));
    return text.toString();
  }

  private static String unmeasured(Promise promise) {
    return "| " + work(promise) + " | " + promise.text() + " | not measured | | | | |\n";
  }

  private static String line(Promise promise, StoredRun run) {
    Json.JsonObject row = run.row(promise.work(), promise.peer()).orElseThrow();
    boolean isTime = row.find("unit").isEmpty();
    String ours = isTime ? "ours_us" : "ours";
    String theirs = isTime ? "peer_us" : "peer_figure";
    String unit = isTime ? "µs" : row.text("unit");
    String floor =
        run.row(promise.work(), Row.PEAK).map(peak -> figure(peak, "peer_us", "µs")).orElse(NONE);
    return "| "
        + String.join(
            " | ",
            work(promise),
            promise.text(),
            figure(row, ours, unit),
            figure(row, theirs, unit),
            figure(row, "ratio", "").strip(),
            floor,
            isKept(promise, row) ? "kept" : "missed")
        + " |\n";
  }

  private static String work(Promise promise) {
    return promise.work() + (promise.threads() == 1 ? "" : ", " + promise.threads() + " threads");
  }

  /** A promise of nothing at all has no ratio. */
  static boolean isKept(Promise promise, Json.JsonObject row) {
    return number(row, "ratio")
        .map(ratio -> ratio >= promise.least())
        .orElseGet(() -> number(row, "ours").filter(ours -> ours == 0).isPresent());
  }

  private static String figure(Json.JsonObject row, String name, String unit) {
    return number(row, name).map(value -> Screen.number(value) + " " + unit).orElse(NONE);
  }

  private static Optional<Double> number(Json.JsonObject row, String name) {
    return row.find(name).filter(value -> value instanceof Json.JsonNumber).map(Json::asNumber);
  }

  private static String source(StoredRun run) {
    Json.JsonObject head = run.head();
    StringBuilder text = new StringBuilder("- `" + run.name() + "`: ");
    text.append(head.text("date")).append(", sources ").append(head.text("commit"));
    text.append(", ").append(head.text("processor"));
    text.append(", ").append(head.whole("processors")).append(" processors");
    text.append(", ").append(head.text("system")).append(", Java ").append(head.text("java"));
    if (!head.text("peer_version").equals(Session.ALONE)) {
      text.append(", ").append(head.text("peer")).append(" ").append(head.text("peer_version"));
    }
    text.append(", load ").append(head.text("load"));
    if (head.flag("quick")) {
      text.append(", quick");
    }
    for (Json.JsonObject floors : run.floors()) {
      text.append("; ").append(floors.text("when")).append(": FMA peak ");
      text.append(Screen.number(floors.number("gigaflops"))).append(" GFLOP/s, copy ");
      text.append(Screen.number(floors.number("copy_gigabytes"))).append(" GB/s, triad ");
      text.append(Screen.number(floors.number("triad_gigabytes"))).append(" GB/s");
    }
    return text.append(".\n").toString();
  }
}
