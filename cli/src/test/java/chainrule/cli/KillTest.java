// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs and searches that are killed in the middle of an epoch, a checkpoint or a trial, and go on
 * to the bits of one that nobody disturbed. The run shuffles, drops out, changes its pictures, uses
 * Adam, a schedule and averages.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes of POSIX")
class KillTest {

  private static final int STEPS = 160;

  @TempDir private Path folder;

  @Test
  void three_kills_do_not_change_a_bit() throws Exception {
    killed(3, 1, 20_261_121);
  }

  @Test
  @Tag("long")
  void twenty_kills_do_not_change_a_bit() throws Exception {
    killed(20, 4, 20_261_122);
  }

  @Test
  void a_search_killed_twice_ends_with_the_trials_of_the_undisturbed_one() throws Exception {
    searchKilled(2, 6, 20_261_123);
  }

  @Test
  @Tag("long")
  void a_search_killed_ten_times_ends_with_the_trials_of_the_undisturbed_one() throws Exception {
    searchKilled(10, 12, 20_261_124);
  }

  /** Kills a search so many times, each time a random while after another trial is done. */
  private void searchKilled(int kills, int trials, long seed) throws Exception {
    List<String> whole = Java.finished(search("whole", trials));
    Path log = folder.resolve("killed/trials.jsonl");
    Random random = new Random(seed);
    List<Integer> moments = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      int lines = kill == 0 ? 1 : lines(log) + 1;
      long pause = TimeUnit.MILLISECONDS.toNanos(random.nextInt(60));
      long[] due = {Long.MAX_VALUE};
      Java.killed(
          search("killed", trials),
          () -> {
            if (due[0] == Long.MAX_VALUE && lines(log) >= lines) {
              due[0] = System.nanoTime() + pause;
            }
            return System.nanoTime() >= due[0];
          });
      moments.add(lines(log) - 1);
    }
    System.out.println("seed " + seed + ", a search killed after trials " + moments);
    assertThat(moments.getLast()).isLessThan(whole.size() - 1);
    assertThat(timeless(Java.finished(search("killed", trials)))).isEqualTo(timeless(whole));
    assertThat(timeless(Files.readAllLines(log)))
        .isEqualTo(timeless(Files.readAllLines(folder.resolve("whole/trials.jsonl"))));
  }

  private List<String> search(String out, int trials) {
    return List.of(
        "search",
        "blobs",
        "--points=1000",
        "--epochs=8",
        "--hidden=32-32",
        "--dropout=0.1",
        "--space=lr=1e-3..1e-1:log",
        "--trials=" + trials,
        "--strategy=halving",
        "--json",
        "--out=" + folder.resolve(out));
  }

  /** All but how long it took and where it stands. */
  private static List<String> timeless(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\"seconds\":[^,}]+", "").replaceAll("/(whole|killed)", ""))
        .toList();
  }

  /** The whole lines of a file; none before it is there. */
  private static int lines(Path file) throws IOException {
    return Files.exists(file)
        ? (int) Files.readString(file).chars().filter(c -> c == '\n').count()
        : 0;
  }

  /** Kills a run so many times, of them so many times while a checkpoint is written. */
  private void killed(int kills, int writing, long seed) throws Exception {
    Path data = TinyMnist.in(folder.resolve("data"));
    Path runs = folder.resolve("runs");
    List<String> words =
        List.of(
            "train",
            "--data",
            data.toString(),
            "--runs",
            runs.toString(),
            "--json",
            "--hidden",
            "32",
            "--batch",
            "20",
            "--epochs",
            "8",
            "--dropout",
            "0.2",
            "--augment",
            "shift:2",
            "--optimizer",
            "adam",
            "--schedule",
            "warmup:20+cosine",
            "--ema",
            "0.9",
            "--checkpoint-every",
            "1");
    String undisturbed = digest(Java.finished(words));
    Path run = killedAt(words, runs, writing > 0, STEPS / (kills + 1));
    List<String> resume =
        List.of(
            "train",
            "--resume",
            run.getFileName().toString(),
            "--runs",
            runs.toString(),
            "--checkpoint-every",
            "1",
            "--json");
    Random random = new Random(seed);
    int inside = 0;
    for (int kill = 1; kill < kills; kill++) {
      int from = lastStep(run);
      inside += from % 20 == 0 ? 0 : 1;
      killedAt(resume, runs, kill < writing, from + 1 + random.nextInt(STEPS / (kills + 1)));
    }
    int last = lastStep(run);
    inside += last % 20 == 0 ? 0 : 1;
    System.out.println("seed " + seed + ", killed " + kills + " times, last after step " + last);
    assertThat(inside).isGreaterThanOrEqualTo(kills * 3 / 4 - 1);
    assertThat(digest(Java.finished(resume))).isEqualTo(undisturbed);
  }

  private static String digest(List<String> lines) {
    return Json.parse(lines.getLast()).asObject().text("weights_sha256");
  }

  /** Starts a run and kills it once a checkpoint is there; the folder of the run. */
  private static Path killedAt(List<String> words, Path runs, boolean writing, int step)
      throws Exception {
    List<Path> before = folders(runs);
    boolean resumes = words.contains("--resume");
    Java.killed(
        words,
        () -> {
          List<Path> now = folders(runs);
          now.removeIf(path -> !resumes && before.contains(path));
          return !now.isEmpty()
              && lastStep(now.getLast()) >= step
              && mayKill(now.getLast(), writing);
        });
    Path run = folders(runs).getLast();
    System.out.println(
        "killed after step "
            + lastStep(run)
            + (isWriting(run) ? ", a checkpoint half written" : ""));
    return run;
  }

  private static boolean mayKill(Path run, boolean writing) throws IOException {
    return !writing || isWriting(run);
  }

  private static boolean isWriting(Path run) throws IOException {
    try (Stream<Path> inside = Files.list(run.resolve("checkpoints"))) {
      return inside.anyMatch(path -> path.getFileName().toString().endsWith(".tmp"));
    }
  }

  private static List<Path> folders(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return new ArrayList<>();
    }
    try (Stream<Path> inside = Files.list(runs)) {
      return new ArrayList<>(inside.sorted().toList());
    }
  }

  /** The newest checkpoint; 0 without one. */
  private static int lastStep(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> inside = Files.list(checkpoints)) {
      return inside
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("[0-9]+"))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(0);
    }
  }
}
