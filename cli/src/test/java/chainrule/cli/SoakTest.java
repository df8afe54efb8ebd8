// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that shuffles, changes its pictures, drops out, uses Adam, reads ahead by two threads, is
 * watched and saves itself, in a small heap: looked at from outside, while it goes on.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells of threads and descriptors")
class SoakTest {

  /** What an epoch came to is kept, so there are few of them. */
  private static final int STEPS_OF_EPOCH = TinyMnist.TRAIN;

  private static final long DRIFT = 1 << 20;
  private static final int LOOKS = 10;

  /** Threads that are there while an epoch goes on. */
  private static final int LOADERS = 2;

  @TempDir private Path folder;

  /** What a process holds: bytes after a collection, threads, descriptors. */
  private record Held(long bytes, long threads, long descriptors) {}

  @Test
  void two_thousand_steps_leave_no_memory_thread_or_descriptor_behind() throws Exception {
    soak(1200, 3200);
  }

  @Test
  @Tag("long")
  void ten_thousand_steps_leave_no_memory_thread_or_descriptor_behind() throws Exception {
    soak(2000, 10_000);
  }

  private void soak(int from, int to) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Java.words(
                "train",
                "--data=" + TinyMnist.in(folder.resolve("data")),
                "--runs=" + folder.resolve("runs"),
                "--json",
                "--hidden=8",
                "--batch=1",
                "--epochs=999999",
                "--dropout=0.2",
                "--augment=shift:2",
                "--optimizer=adam",
                "--schedule=warmup:20+cosine",
                "--ema=0.9",
                "--loaders=" + LOADERS,
                "--checkpoint-every=200"));
    builder.redirectError(folder.resolve("err").toFile());
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            "-Xmx96m -XX:-UseDynamicNumberOfCompilerThreads -XX:-UseDynamicNumberOfGCThreads");
    Process process = builder.start();
    try (BufferedReader out = process.inputReader()) {
      awaitStep(out, 1);
      // The first question starts the thread that answers.
      ask(process, "VM.version");
      awaitStep(out, from);
      Held before = held(process);
      awaitStep(out, to);
      Held after = held(process);
      System.out.println("step " + from + ": " + before + ", step " + to + ": " + after);
      assertThat(after.bytes()).isLessThanOrEqualTo(before.bytes() + DRIFT);
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + LOADERS);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 1);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private void awaitStep(BufferedReader out, int step) throws IOException {
    while (true) {
      String line = out.readLine();
      assertThat(line).as(() -> errors()).isNotNull();
      Json.JsonObject event = Json.parse(line).asObject();
      if (event.text("event").equals("epoch") && event.whole("epoch") * STEPS_OF_EPOCH >= step) {
        return;
      }
    }
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException failed) {
      return failed.toString();
    }
  }

  /**
   * The least of several looks: a loader, or a file that is being written, is there for a while.
   */
  private Held held(Process process) throws Exception {
    Path state = Path.of("/proc", Long.toString(process.pid()));
    long threads = Long.MAX_VALUE;
    long descriptors = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      threads = Math.min(threads, count(state.resolve("task")));
      descriptors = Math.min(descriptors, count(state.resolve("fd")));
      Thread.sleep(5);
    }
    return new Held(live(process), threads, descriptors);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.count();
    }
  }

  /** The bytes of all objects that something refers to, which the JVM collects garbage to find. */
  private static long live(Process process) throws IOException, InterruptedException {
    return Long.parseLong(ask(process, "GC.class_histogram").getLast().strip().split(" +")[2]);
  }

  private static List<String> ask(Process process, String question)
      throws IOException, InterruptedException {
    String jcmd = Settings.fromSystem().machine().javaHome().resolve("bin/jcmd").toString();
    Process look = new ProcessBuilder(jcmd, Long.toString(process.pid()), question).start();
    List<String> answer = look.inputReader().readAllLines();
    assertThat(look.waitFor()).isZero();
    return answer;
  }
}
