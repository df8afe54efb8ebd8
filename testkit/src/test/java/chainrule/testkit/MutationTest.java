// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliberate mistakes in gradient formulas, checks and kink rules: the tests notice every one. */
class MutationTest {

  private static final List<Mutant> MUTANTS = Mutant.all();

  @Test
  void there_are_sixty_mistakes_to_notice() throws IOException {
    for (Mutant mutant : MUTANTS) {
      assertThat(mutant.fits()).as("%s: stands there once", mutant).isTrue();
    }
    assertThat(MUTANTS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    assertThat(MUTANTS).allMatch(mutant -> !mutant.right().equals(mutant.wrong()));
  }

  @Test
  @Tag("long")
  void without_a_mistake_the_judges_find_none(@TempDir Path folder)
      throws IOException, InterruptedException {
    var judges = MUTANTS.stream().flatMap(mutant -> mutant.judges().stream()).distinct().toList();
    assertThat(Mutant.control(judges, folder)).isEqualTo(new Mutant.Verdict(false, ""));
  }

  @Test
  @Tag("long")
  void every_mistake_is_caught(@TempDir Path folder) {
    var survivors =
        IntStream.range(0, MUTANTS.size())
            .parallel()
            .filter(place -> !isCaught(place, folder))
            .mapToObj(MUTANTS::get)
            .toList();
    assertThat(survivors).isEmpty();
  }

  private static boolean isCaught(int place, Path folder) {
    try {
      Path own = Files.createDirectory(folder.resolve("mutant" + place));
      Mutant.Verdict verdict = MUTANTS.get(place).verdict(own);
      System.out.println(
          "mutation "
              + (place + 1)
              + ": "
              + MUTANTS.get(place)
              + ": "
              + (verdict.caught() ? "caught: " + verdict.by() : "SURVIVED"));
      return verdict.caught();
    } catch (IOException | InterruptedException unexpected) {
      throw new AssertionError(MUTANTS.get(place).toString(), unexpected);
    }
  }
}
