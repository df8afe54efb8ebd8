// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.error.StateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A whole process, from its start to its end.
 *
 * @param seconds until it ended, or until it printed the line that was waited for
 * @param memory the largest resident set seen, in bytes: the high-water mark that Linux keeps, read
 *     every two milliseconds
 * @param lines of standard output
 */
record ProcessRun(double seconds, long memory, int code, List<String> lines) {

  private static final long PAUSE = 2;
  private static final double NANOS = 1e9;
  private static final String MARK = "VmHWM:";

  /** Runs a command to its end. */
  static ProcessRun of(Path folder, List<String> command) {
    return until(folder, command, _ -> false);
  }

  /** Runs a command until it prints such a line; it is ended then. */
  static ProcessRun until(Path folder, List<String> command, Predicate<String> last) {
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      AtomicLong memory = new AtomicLong();
      Thread watcher = Thread.ofPlatform().daemon().start(() -> watch(process, memory));
      List<String> lines = new ArrayList<>();
      double seconds = 0;
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.add(line);
          if (seconds == 0 && last.test(line)) {
            seconds = (System.nanoTime() - start) / NANOS;
            process.toHandle().destroy();
          }
        }
      }
      int code = process.waitFor();
      double end = (System.nanoTime() - start) / NANOS;
      watcher.join();
      return new ProcessRun(seconds == 0 ? end : seconds, memory.get(), code, lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException failure) {
      throw new StateException("bench: interrupted while " + command + " ran", "run it again");
    }
  }

  /** The same, which must have succeeded. */
  ProcessRun succeeded(List<String> command) {
    if (code != 0) {
      throw new StateException(
          "bench: " + command + " ended with code " + code, "run it by hand to see why");
    }
    return this;
  }

  private static void watch(Process process, AtomicLong memory) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    while (process.isAlive()) {
      try {
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(MARK))
            .mapToLong(line -> Machine.bytes(line.substring(MARK.length(), line.length() - 1)))
            .forEach(bytes -> memory.accumulateAndGet(bytes, Math::max));
        Thread.sleep(PAUSE);
      } catch (IOException | UncheckedIOException gone) {
        return;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
