// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.text.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is printed at 80 columns, letter by letter. A file of {@code golden} is a command line and
 * what it prints; delete what is below its first line, and the test writes it anew and fails once.
 */
class GoldenTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/chainrule/cli/golden");

  /** The list of all activations in the help: a new one must not have to be added here. */
  private static final Pattern ACTIVATIONS =
      Pattern.compile("^ +--activation=.*?(?=^ +--)", Pattern.MULTILINE | Pattern.DOTALL);

  static Stream<Path> texts() throws IOException {
    return Files.list(FOLDER).sorted();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_command_line_prints_what_it_printed(Path file) throws IOException {
    var golden = Files.readString(file);
    var command = golden.lines().findFirst().orElseThrow();
    assertThat(command).startsWith("$ chainrule");
    var words = Stream.of(command.substring("$ chainrule".length()).split(" "));
    var outcome = Shell.piped().run(words.filter(word -> !word.isEmpty()).toArray(String[]::new));
    var printed =
        ACTIVATIONS.matcher(command + "\n" + outcome.out() + outcome.err()).replaceAll("");
    if (golden.lines().count() == 1) {
      Files.writeString(file, printed);
    }
    assertThat(printed).isEqualTo(golden);
    assertThat(outcome.out().lines())
        .filteredOn(line -> !line.startsWith("{"))
        .allMatch(line -> TextWidth.of(line) <= 80);
    assertThat(printed.lines()).noneMatch(line -> line.endsWith(" "));
  }
}
