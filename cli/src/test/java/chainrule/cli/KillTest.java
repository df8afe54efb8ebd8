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
 * Runs that are killed in the middle of an epoch or of a checkpoint, and go on to the bits of one
 * that nobody disturbed. The run shuffles, drops out, changes its pictures, uses Adam, a schedule
 * and averages.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes of POSIX")
class KillTest {

  private static final long PATIENCE_SECONDS = 120;
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
    String undisturbed = digest(finished(words));
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
    assertThat(digest(finished(resume))).isEqualTo(undisturbed);
  }

  private static List<String> finished(List<String> words) throws Exception {
    Process process = new ProcessBuilder(Java.words(words.toArray(String[]::new))).start();
    List<String> lines = process.inputReader().readAllLines();
    List<String> errors = process.errorReader().readAllLines();
    assertThat(process.waitFor()).as(String.join("\n", errors)).isZero();
    return lines;
  }

  private static String digest(List<String> lines) {
    return Json.parse(lines.getLast()).asObject().text("weights_sha256");
  }

  /** Starts a run and kills it once a checkpoint is there; the folder of the run. */
  private static Path killedAt(List<String> words, Path runs, boolean writing, int step)
      throws Exception {
    List<Path> before = folders(runs);
    boolean resumes = words.contains("--resume");
    Process process =
        new ProcessBuilder(Java.words(words.toArray(String[]::new)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      List<Path> now = folders(runs);
      now.removeIf(path -> !resumes && before.contains(path));
      if (!now.isEmpty() && lastStep(now.getLast()) >= step && mayKill(now.getLast(), writing)) {
        break;
      }
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    process.waitFor();
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
