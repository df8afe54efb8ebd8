// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no file of the repository may hold, and what some must. */
class TextTest {

  private static final Set<String> BINARY = Set.of("png", "gz", "safetensors", "npy", "npz");

  /** Put together here, or this file would be its own first finding. */
  private static final List<Pattern> FORBIDDEN =
      Stream.concat(
              Stream.of(Path.of(System.getProperty("user.home")), Repository.root())
                  .filter(path -> path.getNameCount() > 1)
                  .map(path -> Pattern.quote(path.toString()) + "\\b"),
              Stream.of(
                  "/ro" + "ot/",
                  "/tm" + "p/\\w",
                  "/wo" + "rk/\\w",
                  "repo1?\\.ma" + "ven",
                  "maven\\." + "org",
                  "central\\.sona" + "type",
                  "\\bTO" + "DO\\b",
                  "\\bFIX" + "ME\\b",
                  "\\bX" + "XX\\b"))
          .map(Pattern::compile)
          .toList();

  private static final List<String> PAGES =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "SECURITY.md",
          "LICENSE",
          "NOTICE",
          "docs/adr/README.md");

  @Test
  void no_file_names_a_machine_a_registry_or_work_left_for_later() {
    for (var file : textFiles()) {
      var lines = Repository.text(file).lines().toList();
      for (var pattern : FORBIDDEN) {
        assertThat(lines.stream().filter(line -> pattern.matcher(line).find()))
            .as("%s holds %s", Repository.name(file), pattern)
            .isEmpty();
      }
    }
  }

  @Test
  void text_ends_with_a_line_break_and_has_no_tabs_or_trailing_blanks() {
    for (var file : textFiles()) {
      var text = Repository.text(file);
      assertThat(text).as(Repository.name(file)).endsWith("\n").doesNotContain("\t");
      assertThat(text.lines().filter(line -> line.endsWith(" ")))
          .as("trailing blanks in %s", Repository.name(file))
          .isEmpty();
    }
  }

  @Test
  void no_file_is_large() throws IOException {
    for (var file : Repository.files()) {
      assertThat(Files.size(file)).as(Repository.name(file)).isLessThan(1 << 20);
    }
  }

  @Test
  void the_pages_every_project_has_are_there() {
    for (var page : PAGES) {
      assertThat(Repository.text(page)).as(page).isNotBlank();
    }
  }

  private static List<Path> textFiles() {
    return Repository.files().stream()
        .filter(file -> !BINARY.contains(ending(file.getFileName().toString())))
        .toList();
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
