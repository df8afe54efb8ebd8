// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every console block of README and guides: what stands below a line {@code $ chainrule ...} is
 * what the command prints.
 */
class ConsoleTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```console\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** What a shell calls to start the command line as it was packaged. */
  private static final String FUNCTION =
      """
      chainrule() {
        "$JAVA" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -XX:TieredStopAtLevel=1 \
          -p "$MODULES" -m chainrule.cli/chainrule.cli.Main "$@"
      }
      """;

  @TempDir private Path folder;

  private record Command(String page, String line, String expected) {}

  private static List<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Path page : pages()) {
      BLOCK
          .matcher(Repository.text(page))
          .results()
          .forEach(block -> commands.addAll(commands(Repository.name(page), block.group(1))));
    }
    return commands;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> guides = Files.list(Repository.root().resolve("docs"))) {
      return Stream.concat(Stream.of(Repository.root().resolve("README.md")), guides.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<Command> commands(String page, String block) {
    return Stream.of(block.split("(?m)^\\$ "))
        .filter(part -> !part.isBlank())
        .map(part -> part.split("\\n", 2))
        .map(part -> new Command(page, part[0], part[1].stripTrailing()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> every_command_prints_what_the_page_says() throws IOException {
    return commands().stream()
        .map(command ->
            DynamicTest.dynamicTest(
                command.page() + ": " + command.line(),
                () -> assertThat(run(command.line())).isEqualTo(command.expected())))
        .toList();
  }

  @Test
  void there_are_commands_to_judge() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(8).allMatch(c -> c.line().startsWith("chainrule "));
  }

  private String run(String line) throws IOException, InterruptedException {
    Path log = folder.resolve("output");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", FUNCTION + line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    shell
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    shell.environment().put("MODULES", modules());
    shell.environment().put("COLUMNS", "80");
    shell.environment().keySet().removeAll(List.of("LC_ALL", "LC_MESSAGES", "LANG"));
    shell.environment().put("LC_CTYPE", "C.UTF-8");
    shell.start().waitFor();
    return Files.readString(log, UTF_8).stripTrailing();
  }

  /** The packaged modules but for the vector backend, as circuits are started by the launcher. */
  private static String modules() throws IOException {
    try (Stream<Path> jars = Files.list(Repository.root().resolve("cli/target/lib"))) {
      return jars.map(Path::toString)
          .filter(jar -> !jar.contains("chainrule-vector"))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
