// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ChainruleException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.train.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformationTest {

  private static final String GOOD =
      """
      {"kind":"table","version":1,"target":{"name":"y","task":"regression","mean":5.0,\
      "deviation":2.0},"missing":["","NA"],"columns":[\
      {"name":"size","kind":"numeric","median":3.0,"mean":2.0,"deviation":0.5,"missing":true},\
      {"name":"sex","kind":"binary","values":["f","m"]},\
      {"name":"deck","kind":"code","values":["","C"],"other":false,"missing":true},\
      {"name":"city","kind":"categorical","values":["Bern","7"],"other":true,"missing":false}]}\
      """;

  private static final String EMBEDDED =
      """
      {"kind":"table","version":1,"target":{"name":"y","task":"class"},"missing":[""],"columns":[\
      {"name":"deck","kind":"embedded","of":"code","values":["C","D"],"other":true,\
      "missing":true,"size":2},\
      {"name":"city","kind":"embedded","of":"categorical","values":["Bern"],"other":false,\
      "missing":false,"size":1}]}\
      """;

  @TempDir private Path folder;

  private static Transformation read(String json) {
    return Transformation.of(Json.parse(json).asObject());
  }

  private static float[] row(String size, String sex, String deck, String city) {
    return read(GOOD).row(Map.of("size", size, "sex", sex, "deck", deck, "city", city));
  }

  @Test
  void what_is_read_is_written_as_the_same_text() {
    assertThat(read(GOOD).toJson().toText()).isEqualTo(GOOD);
    assertThat(read(GOOD).labels())
        .containsExactly(
            "size",
            "size missing",
            "sex=m",
            "deck=",
            "deck=C",
            "deck missing",
            "city=Bern",
            "city=7",
            "city other");
    assertThat(read(GOOD).scale().orElseThrow().original(0, 1.5)).isEqualTo(8);
  }

  @Test
  void each_rule_does_what_it_says() {
    assertThat(row("3.5", "m", "C85", "Bern")).containsExactly(3, 0, 1, 0, 1, 0, 1, 0, 0);
    assertThat(row(" NA ", "f", "85", "7.0")).containsExactly(2, 1, -1, 1, 0, 0, 0, 1, 0);
    assertThat(row("2", "x", "", "Rome")).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 1);
    assertThat(row("-1e30", "NA", "D4", "NA")).containsExactly(-100, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void only_the_training_rows_are_fitted() throws IOException {
    StringBuilder csv = new StringBuilder("size,city,y\n");
    IntStream.range(0, 20)
        .forEach(i -> csv.append(i % 7 + 0.5).append(",Bern,").append(i % 2).append('\n'));
    IntStream.range(0, 20)
        .forEach(i -> csv.append(1000.5 + i % 9).append(",Rome,").append(i % 2).append('\n'));
    Table table = Table.read(Files.writeString(folder.resolve("t.csv"), csv), TableOptions.of("y"));
    int[] first = IntStream.range(0, 20).toArray();
    int[] second = IntStream.range(20, 40).toArray();
    TableData data = TableData.of(table, new Split(first, second));
    assertThat(data.transformation().labels()).containsExactly("size", "city=Bern");
    assertThat(data.transformation().toJson().toText()).contains("\"median\":3.5");
    assertThat(data.test().batch(0).inputs().toDoubles()).containsExactly(100, 0);
  }

  @Test
  void rare_values_are_pooled_and_gaps_counted() throws IOException {
    StringBuilder csv = new StringBuilder("size,city,y\n");
    for (int i = 0; i < 400; i++) {
      String city = i < 4 ? "Rare" + i % 2 : i % 3 == 0 ? "Bern" : i % 3 == 1 ? "Rome" : "Oslo";
      csv.append(i < 20 ? "" : i + ".5").append(',').append(city).append(',').append(i % 2);
      csv.append('\n');
    }
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    Table table = Table.read(file, TableOptions.of("y"));
    int[] all = IntStream.range(0, 400).toArray();
    assertThat(TableData.of(table, new Split(all, all)).transformation().labels())
        .containsExactly("size", "city=Bern", "city=Oslo", "city=Rome", "city other");
    int[] fewer = IntStream.range(2, 300).toArray();
    assertThat(TableData.of(table, new Split(fewer, all)).transformation().labels())
        .startsWith("size", "size missing", "city=Bern");
  }

  @Test
  void embedded_columns_come_back_and_give_places() {
    Transformation read = read(EMBEDDED);
    assertThat(read.toJson().toText()).isEqualTo(EMBEDDED);
    assertThat(read.labels()).containsExactly("deck", "city");
    assertThat(read.row(Map.of("deck", "D7", "city", "Bern"))).containsExactly(1, 0);
    assertThat(read.row(Map.of("deck", "X", "city", "Rome"))).containsExactly(2, 1);
    assertThat(read.row(Map.of("deck", "", "city", ""))).containsExactly(3, 1);
    assertThat(read.features()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "size":2 | "size":0 | embedded in 0 numbers
          "size":2 | "size":-1 | embedded in -1 numbers
          "size":2 | "size":1001 | embedded in 1001 numbers
          "size":2 | "size":1.5 | size
          ,"size":2 | ,"size":"2" | size
          "of":"code" | "of":"run" | a column of kind "run"
          "of":"code", | "off":1, | of
          ["C","D"] | ["C","C"] | one of the values twice
          """)
  void a_damaged_description_of_embedded_columns_is_refused(String good, String bad, String said) {
    assertThat(EMBEDDED).contains(good);
    assertThatThrownBy(() -> read(EMBEDDED.replace(good, bad)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "kind":"table" | "kind":"image" | kind "image"
          "version":1 | "version":2 | version 2
          "version":1 | "version":1.5 | version
          "task":"regression" | "task":"guess" | task "guess"
          "mean":5.0 | "mean":"5" | mean
          "deviation":2.0 | "deviation":0 | above 0
          "deviation":2.0 | "deviation":-1 | above 0
          "deviation":0.5 | "deviation":1e999 | F64
          "median":3.0 | "median":1e300 | within F32
          ,"missing":true},{"name":"sex" | },{"name":"sex" | "missing"
          "name":"sex" | "name":"size" | column "size" twice
          ["f","m"] | ["f"] | a binary column with 1 values
          ["f","m"] | ["f","m","x"] | a binary column with 3 values
          ["f","m"] | ["f","f"] | one of the values twice
          ["Bern","7"] | ["Bern","Bern"] | one of the values twice
          ["Bern","7"] | [1,2] | string
          ["Bern","7"] | "Bern" | array
          "kind":"code" | "kind":"run" | a column of kind "run"
          "other":true | "other":1 | other
          """)
  void a_damaged_description_is_refused(String good, String bad, String said) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(said)
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void descriptions_without_columns_or_with_too_many_numbers_are_refused() {
    String none = GOOD.substring(0, GOOD.indexOf("\"columns\"")) + "\"columns\":[]}";
    assertThatThrownBy(() -> read(none)).hasMessageContaining("0 columns that become 0 numbers");
    String values =
        String.join(",", IntStream.range(0, 100_000).mapToObj(i -> "\"v" + i + "\"").toList());
    assertThatThrownBy(() -> read(GOOD.replace("\"Bern\",\"7\"", values)))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("4 columns that become 100007 numbers");
  }

  @Test
  void a_row_with_a_cell_that_is_no_number_is_refused() {
    assertThatThrownBy(() -> row("1,5", "m", "C", "Bern"))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "row: column \"size\": \"1,5\" is no number\n  fix: write numbers with a point: 1.5");
    assertThatThrownBy(() -> row("1e39", "m", "C", "Bern")).hasMessageContaining("beyond F32");
    assertThatThrownBy(
            () -> read(GOOD).row(Map.of("Size", "1", "sex", "m", "deck", "C", "city", "")))
        .hasMessage(
            "row: columns the model needs are not there: \"size\"\n"
                + "  fix: \"Size\" is; rename it if it is the same");
  }
}
