// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The poms agree with each other. */
class VersionsTest {

  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(chainrule-[a-z-]+)</artifactId>");
  private static final Pattern OWN_VERSION =
      Pattern.compile(
          "<artifactId>chainrule-(?:parent|bom)</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern MODULE = Pattern.compile("<module>([a-z0-9/-]+)</module>");
  private static final Pattern PLAIN_VERSION = Pattern.compile("<version>([0-9][^<]*)</version>");

  @Test
  void one_version_is_written_in_every_pom() {
    var version = all(OWN_VERSION, "pom.xml").getFirst();
    for (var module : modules()) {
      assertThat(all(OWN_VERSION, module + "/pom.xml")).as(module).containsExactly(version);
    }
  }

  @Test
  void the_bom_lists_every_published_artifact() {
    var published =
        modules().stream()
            .filter(module -> !List.of("bom", "examples", "bench", "peers").contains(module))
            .filter(module -> !module.startsWith("bench/"))
            .map(module -> "chainrule-" + module)
            .toList();
    assertThat(all(ARTIFACT, "bom/pom.xml").stream().filter(name -> !name.equals("chainrule-bom")))
        .containsExactlyElementsOf(published);
  }

  @Test
  void the_checks_know_every_module() {
    assertThat(
            modules().stream()
                .filter(module -> !List.of("bom", "peers").contains(module))
                .filter(module -> !module.startsWith("bench/")))
        .containsExactlyElementsOf(Repository.MODULES);
    assertThat(Layers.MODULE_USES).containsOnlyKeys(Repository.MODULES);
  }

  @Test
  void only_the_parent_pins_versions_of_others() {
    var own = all(OWN_VERSION, "pom.xml").getFirst();
    for (var module : modules()) {
      assertThat(all(PLAIN_VERSION, module + "/pom.xml")).as(module).containsOnly(own);
    }
  }

  private static List<String> modules() {
    return all(MODULE, "pom.xml");
  }

  private static List<String> all(Pattern pattern, String file) {
    return pattern
        .matcher(Repository.text(file))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
