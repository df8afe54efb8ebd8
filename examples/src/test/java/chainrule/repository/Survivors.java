// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tries mutants, several at a time. */
final class Survivors {

  private Survivors() {}

  /** Those that nobody noticed; each is told on a line. */
  static List<Mutant> of(List<Mutant> mutants, Function<Mutant, Mutant.Bench> bench, Path folder) {
    return IntStream.range(0, mutants.size())
        .parallel()
        .filter(place -> {
          Mutant mutant = mutants.get(place);
          return !isCaught(mutant, bench.apply(mutant), folder.resolve("mutant" + place));
        })
        .mapToObj(mutants::get)
        .toList();
  }

  private static boolean isCaught(Mutant mutant, Mutant.Bench bench, Path folder) {
    try {
      Mutant.Verdict verdict = mutant.verdict(bench, Files.createDirectory(folder));
      System.out.println(
          mutant + ": " + (verdict.caught() ? "caught: " + verdict.by() : "SURVIVED"));
      return verdict.caught();
    } catch (IOException | InterruptedException unexpected) {
      throw new AssertionError(mutant.toString(), unexpected);
    }
  }
}
