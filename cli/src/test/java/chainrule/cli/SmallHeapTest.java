// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process with a small heap, given files that are wrong in every way. */
class SmallHeapTest {

  @TempDir private Path folder;

  @Test
  void whatever_is_wrong_with_a_file_is_one_message_and_leaves_nothing() throws Exception {
    List<HostileFiles.Case> cases = HostileFiles.in(folder);
    List<Path> before = everything();
    Path runs = folder.resolve("runs");
    String[] lines =
        cases.stream().map(each -> each.words() + " --runs " + runs).toArray(String[]::new);
    Path errors = Files.createTempFile("hostile", ".txt");
    Process process =
        new ProcessBuilder(command(lines))
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.waitFor();
    List<String> messages = messages(Files.readString(errors));
    Files.delete(errors);
    assertThat(messages).as(String.join("\n", messages)).hasSameSizeAs(cases);
    for (int i = 0; i < lines.length; i++) {
      assertThat(messages.get(i))
          .as(lines[i])
          .contains(cases.get(i).message())
          .doesNotContain("\tat ", "Exception", "Error", "internal");
    }
    assertThat(code).isEqualTo(Failure.FAILED);
    assertThat(everything()).isEqualTo(before);
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  /** What was said of each command line. */
  private static List<String> messages(String errors) {
    return Arrays.stream(errors.split("(?m)^chainrule: ", -1)).skip(1).toList();
  }

  /** Java with a small heap that runs command lines one after another. */
  private static List<String> command(String... lines) {
    List<String> words = new ArrayList<>(List.of(Java.words(lines)));
    words.add(1, "-Xmx64m");
    words.replaceAll(word ->
        word.equals("chainrule.cli/chainrule.cli.Main")
            ? "chainrule.cli/chainrule.cli.Practice"
            : word);
    return words;
  }
}
