// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line in a process of its own. */
final class Java {

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
}
