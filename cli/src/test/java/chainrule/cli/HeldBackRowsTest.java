// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.formats.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is held back of a table tells nothing to what is learned from: not by the transformation
 * either. One row after another gets a wild value; what is learned changes with the rows that are
 * learned from and no others.
 */
class HeldBackRowsTest {

  private static final int ROWS = 20;
  private static final int TEST = 5;
  private static final int VALIDATION = 3;

  @TempDir private Path folder;

  /** The same but for one row, of which a number, a category and the target are far off. */
  private Path table(int wild) throws IOException {
    StringBuilder csv = new StringBuilder("size,city,price\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append(
          i == wild ? "1e9,Nowhere,1e9\n" : 3.5 + i + ",C" + i % 3 + "," + i * i % 11 + ".5\n");
    }
    return Files.writeString(folder.resolve("t.csv"), csv);
  }

  private List<String> run(String verb, Path csv, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, csv.toString(), "--target=price"));
    words.addAll(List.of("--test-share=0.25", "--hidden=2", "--batch=20", "--json"));
    if (!verb.equals("find-lr")) {
      words.add("--runs=" + folder.resolve("runs"));
    }
    words.addAll(List.of(more));
    Shell.Outcome outcome = Shell.piped().run(words.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.lines();
  }

  /** For how many of the rows a wild value changes what comes out. */
  private int changed(Function<Path, String> result) throws IOException {
    String tame = result.apply(table(-1));
    int changed = 0;
    for (int row = 0; row < ROWS; row++) {
      changed += result.apply(table(row)).equals(tame) ? 0 : 1;
    }
    return changed;
  }

  private static String digest(String line) {
    return Json.parse(line).asObject().text("weights_sha256");
  }

  @Test
  void weights_depend_on_the_rows_that_are_learned_from_alone() throws IOException {
    assertThat(changed(csv -> digest(run("train", csv, "--epochs=1").getLast())))
        .isEqualTo(ROWS - TEST);
    assertThat(
            changed(csv -> digest(run("train", csv, "--epochs=1", "--validation=0.2").getLast())))
        .isEqualTo(ROWS - TEST - VALIDATION);
  }

  @Test
  void trials_of_a_search_do_not_learn_from_what_they_are_chosen_by() throws IOException {
    assertThat(
            changed(csv -> digest(run("search", csv, "--epochs=1", "--space=lr=0.01").getFirst())))
        .isEqualTo(ROWS - TEST - VALIDATION);
  }

  @Test
  void a_sweep_of_rates_sees_no_row_that_is_held_back() throws IOException {
    assertThat(changed(csv -> String.join("\n", run("find-lr", csv, "--steps=10"))))
        .isEqualTo(ROWS - TEST);
    assertThat(
            changed(
                csv -> String.join("\n", run("find-lr", csv, "--steps=10", "--validation=0.2"))))
        .isEqualTo(ROWS - TEST - VALIDATION);
  }
}
