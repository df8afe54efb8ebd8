// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line in a process of its own. */
final class Java {

  private static final long PATIENCE_SECONDS = 120;

  private Java() {}

  /** The command line of a Java that runs these words with the modules of this test. */
  static String[] words(String... words) {
    var machine = Settings.fromSystem().machine();
    var path =
        Arrays.stream(machine.path().split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*test-(classes|out)"))
            .filter(entry ->
                entry.matches(".*(chainrule|classes|mods|out|picocli|jackson-core|fastcsv).*"))
            .collect(Collectors.joining(File.pathSeparator));
    var command = new ArrayList<>(List.of(machine.javaHome().resolve("bin/java").toString()));
    command.addAll(List.of("-p", path, "--add-modules", "chainrule.vector"));
    command.addAll(List.of("-m", "chainrule.cli/chainrule.cli.Main"));
    command.addAll(List.of(words));
    return command.toArray(String[]::new);
  }

  /** What is waited for. */
  interface Moment {
    boolean isNow() throws IOException;
  }

  /** The lines that the command line prints until it ends well. */
  static List<String> finished(List<String> words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words(words.toArray(String[]::new))).start();
    var lines = process.inputReader().readAllLines();
    var errors = process.errorReader().readAllLines();
    assertThat(process.waitFor()).as(String.join("\n", errors)).isZero();
    return lines;
  }

  /** Starts the command line and kills it at a moment, as {@code kill -9} does. */
  static void killed(List<String> words, Moment moment) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(words(words.toArray(String[]::new)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline && !moment.isNow()) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    process.waitFor();
  }
}
