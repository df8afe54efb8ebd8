// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sources say their license; NOTICE names the license of all that is shipped with them. */
class LicenseTest {

  private static final String SPDX = "SPDX-License-Identifier: Apache-2.0";

  private static final Set<String> SOURCE_ENDINGS =
      Set.of("java", "xml", "properties", "sh", "cmd", "js", "css", "py", "yml", "yaml");

  private static final Set<String> LICENSES_WE_SHIP =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0");

  /** A line such as {@code info.picocli:picocli:4.7.7 Apache-2.0}. */
  private static final Pattern NOTICE_LINE =
      Pattern.compile("^[a-z0-9.-]+:([a-z0-9.-]+):(\\S+) +(\\S+)$", Pattern.MULTILINE);

  @Test
  void every_source_file_says_its_license_at_its_head() {
    assertThat(Repository.files().stream().filter(LicenseTest::isSource))
        .isNotEmpty()
        .allSatisfy(file -> {
          var head = Repository.text(file).lines().limit(2).toList();
          boolean afterFirstLine =
              head.getFirst().startsWith("<?xml")
                  || head.getFirst().startsWith("#!")
                  || head.getFirst().startsWith("@echo off");
          assertThat(head.get(afterFirstLine ? 1 : 0)).contains(SPDX);
        });
  }

  @Test
  void notice_names_every_jar_the_command_runs_with_and_no_other() throws IOException {
    var notices = new TreeSet<String>();
    var matcher = NOTICE_LINE.matcher(Repository.text("NOTICE"));
    while (matcher.find()) {
      notices.add(matcher.group(1) + "-" + matcher.group(2) + ".jar");
      assertThat(LICENSES_WE_SHIP).contains(matcher.group(3));
    }
    assertThat(notices).isEqualTo(foreignJars());
  }

  @Test
  void the_license_is_apache_2() {
    assertThat(Repository.text("LICENSE"))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
  }

  private static Set<String> foreignJars() throws IOException {
    Path folder = Repository.root().resolve("cli/target/lib");
    assertThat(folder).as("the packaged command; run mvn verify").isDirectory();
    try (var jars = Files.list(folder)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> !name.startsWith("chainrule-"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean isSource(Path file) {
    var name = file.getFileName().toString();
    var parts = List.of(name.split("\\."));
    return parts.size() > 1
        ? SOURCE_ENDINGS.contains(parts.getLast())
        : Repository.text(file).startsWith("#!");
  }
}
