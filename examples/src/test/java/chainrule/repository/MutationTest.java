// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliberate mistakes in gradient formulas, checks and kink rules: the tests notice every one. */
class MutationTest {

  private static final List<Mutant> MUTANTS = Mutant.table("mutations.txt");
  private static final Mutant.Bench BENCH =
      new Mutant.Bench("chainrule.testkit.MutantJudge", "testkit");

  @Test
  void there_are_sixty_mistakes_to_notice() {
    assertThat(MUTANTS).allSatisfy(mutant -> assertThat(mutant.fits()).isTrue());
    assertThat(MUTANTS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(MUTANTS).allMatch(mutant -> !mutant.right().equals(mutant.wrong()));
  }

  @Test
  @Tag("long")
  void without_a_mistake_the_judges_find_none(@TempDir Path folder)
      throws IOException, InterruptedException {
    var judges = MUTANTS.stream().flatMap(mutant -> mutant.judges().stream()).distinct().toList();
    assertThat(Mutant.control(BENCH, judges, folder)).isEqualTo(new Mutant.Verdict(false, ""));
  }

  @Test
  @Tag("long")
  void every_mistake_is_caught(@TempDir Path folder) {
    assertThat(Survivors.of(MUTANTS, _ -> BENCH, folder)).isEmpty();
  }
}
