// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features made to do nothing: some test notices each. */
class FeaturesTest {

  private static final List<Mutant> FEATURES = Mutant.table("features.txt");

  @Test
  void every_feature_stands_where_the_table_says_and_has_judges() {
    assertThat(FEATURES)
        .hasSizeGreaterThanOrEqualTo(100)
        .allSatisfy(feature -> {
          assertThat(feature.fits()).as("%s: stands there once", feature).isTrue();
          assertThat(feature.right()).isNotEqualTo(feature.wrong());
          assertThat(feature.judges()).isNotEmpty().allMatch(judge -> !module(judge).isEmpty());
        });
    assertThat(FEATURES).extracting(Mutant::what).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  @Tag("long")
  void the_judges_pass_with_every_feature_in_place(@TempDir Path folder)
      throws IOException, InterruptedException {
    var judges =
        FEATURES.stream().flatMap(feature -> feature.judges().stream()).distinct().toList();
    for (String judge : judges) {
      assertThat(Mutant.control(bench(judge), List.of(judge), folder))
          .as(judge)
          .isEqualTo(new Mutant.Verdict(false, ""));
    }
  }

  @Test
  @Tag("long")
  void a_feature_that_does_nothing_is_missed(@TempDir Path folder) {
    assertThat(Survivors.of(FEATURES, feature -> bench(feature.judges().getFirst()), folder))
        .isEmpty();
  }

  private static Mutant.Bench bench(String judge) {
    return new Mutant.Bench(FeatureJudge.class.getName(), module(judge));
  }

  /** The module that a test class is in; empty if there is none. */
  private static String module(String judge) {
    String file = "src/test/java/chainrule/" + judge.replace('.', '/') + ".java";
    return Repository.MODULES.stream()
        .filter(module -> Files.exists(Repository.root().resolve(module).resolve(file)))
        .findFirst()
        .orElse("");
  }
}
