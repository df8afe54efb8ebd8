// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What runs the measurements. Nothing in it says whose machine it is.
 *
 * @param processor its model
 * @param processors threads it runs at once
 * @param cacheBytes the size of the last cache
 * @param load processes that wanted to run in the last minute, on average: noise
 */
record Machine(String processor, int processors, long cacheBytes, String load) {

  private static final long USUAL_CACHE = 32L << 20;
  private static final long LARGEST = 256L << 20;
  private static final Path SYSTEM = Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");

  static Machine read() {
    String model =
        lines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
    String load =
        lines(Path.of("/proc/loadavg")).stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .findFirst()
            .orElse("unknown");
    long cache = lines(SYSTEM).stream().mapToLong(Machine::bytes).findFirst().orElse(USUAL_CACHE);
    return new Machine(model, Runtime.getRuntime().availableProcessors(), cache, load);
  }

  /** The size of an array that no cache holds. */
  long largeArrayBytes() {
    return Math.min(LARGEST, 4 * cacheBytes);
  }

  /** A size such as {@code 32768K}. */
  static long bytes(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    long unit = upper.endsWith("K") ? 1L << 10 : upper.endsWith("M") ? 1L << 20 : 1;
    return unit * Long.parseLong(upper.replaceAll("[^0-9]", ""));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of();
    }
  }
}
