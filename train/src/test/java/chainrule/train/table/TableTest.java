// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.FormatException;
import chainrule.random.Rng;
import chainrule.train.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final String PASSENGERS =
      """
      Id,Name,Sex,Age,Cabin,Lived
      1,"Braun, Anna",female,22.5,C85,1
      2,"Weber, Ida",female,,,1
      3,"Lang, ""Max"" P",male,35,,0
      4,"Kern, Otto",male,2,E46,0
      5,"Roth, Emil",male,NA,,0
      """;

  @TempDir private Path folder;

  private Table table(String text, TableOptions options) throws IOException {
    return Table.read(Files.writeString(folder.resolve("passengers.csv"), text), options);
  }

  private static List<ColumnKind> kinds(Table table) {
    return table.columns().stream().map(ColumnReport::kind).toList();
  }

  @Test
  void columns_are_told_apart() throws IOException {
    Table table = table(PASSENGERS, TableOptions.of("Lived"));
    assertThat(table.name()).isEqualTo("passengers");
    assertThat(table.rows()).isEqualTo(5);
    assertThat(table.classes()).containsExactly("0", "1");
    assertThat(kinds(table))
        .containsExactly(
            ColumnKind.IDENTIFIER,
            ColumnKind.CATEGORICAL,
            ColumnKind.BINARY,
            ColumnKind.NUMERIC,
            ColumnKind.BINARY,
            ColumnKind.TARGET);
  }

  @Test
  void what_only_names_the_rows_or_says_nothing_is_left_out() throws IOException {
    Table table =
        table(
            """
            Seat,Row,User Id,Fleet,Size,Lived
            7,11,100,x,3,1
            8,12,107,x,1,0
            9,13,250,x,2,1
            """,
            TableOptions.of("Lived"));
    assertThat(kinds(table))
        .containsExactly(
            ColumnKind.IDENTIFIER,
            ColumnKind.IDENTIFIER,
            ColumnKind.IDENTIFIER,
            ColumnKind.CONSTANT,
            ColumnKind.NUMERIC,
            ColumnKind.TARGET);
    assertThat(TableData.of(table, new Split(new int[] {0, 1}, new int[] {2})).inputs())
        .isEqualTo(1);
  }

  @Test
  void a_column_is_what_it_is_asked_to_be() throws IOException {
    String text = "Deck,Size,Lived\n1,3,1\n2,1,0\n4,2,1\n";
    assertThat(kinds(table(text, TableOptions.of("Lived"))))
        .containsExactly(ColumnKind.NUMERIC, ColumnKind.NUMERIC, ColumnKind.TARGET);
    TableOptions options = TableOptions.of("Lived").withCategorical(List.of("Deck"));
    assertThat(kinds(table(text, options.withDrop(List.of("Size")))))
        .containsExactly(ColumnKind.CATEGORICAL, ColumnKind.DROPPED, ColumnKind.TARGET);
  }

  @Test
  void a_row_of_strings_becomes_the_numbers_of_the_training_row() throws IOException {
    TableOptions options = TableOptions.of("Lived").withDrop(List.of("Name"));
    Table table = table(PASSENGERS, options);
    TableData data = TableData.of(table, new Split(new int[] {0, 1, 2, 3}, new int[] {4}));
    assertThat(data.transformation().labels())
        .containsExactly(
            "Sex=male", "Age", "Age missing", "Cabin=C85", "Cabin=E46", "Cabin missing");
    double mean = (22.5 + 35 + 2) / 3;
    double squares =
        (22.5 - mean) * (22.5 - mean) + (35 - mean) * (35 - mean) + (2 - mean) * (2 - mean);
    double deviation = Math.sqrt(squares / 3);
    float[] row =
        data.transformation().row(Map.of("Age", "2", "Sex", "male", "Cabin", "", "More", "x"));
    assertThat(row).containsExactly(1, (float) ((2 - mean) / deviation), 0, 0, 0, 1);
    assertThat(data.test().batch(0).inputs().toDoubles())
        .containsExactly(1, (float) ((22.5 - mean) / deviation), 1, 0, 0, 1);
  }

  @Test
  void refitting_gives_the_same_text_and_reading_it_the_same_rules() throws IOException {
    Table table = table(PASSENGERS, TableOptions.of("Lived"));
    TableData data = TableData.of(table, 0.4, Rng.seed(3));
    String text = data.transformation().toJson().toText();
    assertThat(TableData.of(table, 0.4, Rng.seed(3)).transformation().toJson().toText())
        .isEqualTo(text);
    assertThat(Transformation.of(data.transformation().toJson()).toJson().toText()).isEqualTo(text);
  }

  @Test
  void a_target_that_is_not_there_is_named_with_the_nearest() {
    assertThatThrownBy(() -> table(PASSENGERS, TableOptions.of("lived")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("there is no column \"lived\"")
        .hasMessageContaining("did you mean \"Lived\"?");
  }
}
