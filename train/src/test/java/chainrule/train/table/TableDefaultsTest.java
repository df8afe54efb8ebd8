// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.random.Rng;
import chainrule.train.Evaluation;
import chainrule.train.Regression;
import chainrule.train.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the defaults reach, by folds. */
class TableDefaultsTest {

  @TempDir private Path folder;

  @BeforeAll
  static void announce() {
    RealTables.announce(TableDefaultsTest.class, 2);
  }

  private static Evaluation trained(Table table, Split split, long seed) {
    TableData data = TableData.of(table, split);
    TableDefaults defaults = TableDefaults.of(data);
    return defaults
        .trainer(defaults.network(data, Rng.seed(seed).child("init")), data.task())
        .seed(seed)
        .fit(data.train(), data.test())
        .test();
  }

  private static double meanScore(Table table, int folds, long seed) {
    return TableData.folds(table, folds, Rng.seed(seed).child("folds")).stream()
        .mapToDouble(split -> trained(table, split, seed).score())
        .average()
        .orElseThrow();
  }

  @Test
  void the_twin_of_the_passengers_is_learned_up_to_its_exceptions() throws IOException {
    Path file = Files.writeString(folder.resolve("twin.csv"), PassengerTwin.csv(900, Rng.seed(7)));
    assertThat(meanScore(Table.read(file, TableOptions.of("Saved")), 3, 1)).isBetween(0.79, 0.92);
  }

  @Test
  void the_passengers_are_learned() {
    Table table = Table.read(RealTables.file("titanic.csv"), TableOptions.of("Survived"));
    assertThat(meanScore(table, 5, 1)).isGreaterThanOrEqualTo(0.79);
  }

  @Test
  void the_flowers_are_learned() {
    Table table = Table.read(RealTables.file("iris.csv"), TableOptions.of("species"));
    assertThat(meanScore(table, 5, 1)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void a_number_is_learned_and_measured_in_the_units_of_the_file() throws IOException {
    StringBuilder csv = new StringBuilder("size,city,price\n");
    Rng rng = Rng.seed(5);
    for (int i = 0; i < 500; i++) {
      double size = 30 + 100 * rng.uniformDouble(i);
      boolean rich = rng.child("city").uniform(i) < 0.3;
      double price = 2000 * size + (rich ? 90_000 : 10_000) + 5000 * rng.child("n").normal(i);
      csv.append(String.format(Locale.ROOT, "%.2f,%s,%.0f%n", size, rich ? "Bern" : "Thun", price));
    }
    Table table =
        Table.read(Files.writeString(folder.resolve("houses.csv"), csv), TableOptions.of("price"));
    assertThat(table.task()).isEqualTo(TableTask.REGRESSION);
    Split split = TableData.folds(table, 5, Rng.seed(1)).getFirst();
    Regression test = (Regression) trained(table, split, 1);
    assertThat(test.r2()).isGreaterThan(0.97);
    assertThat(test.rmse()).isBetween(4_000.0, 12_000.0);
  }
}
