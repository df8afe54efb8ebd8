// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedColumnsTest {

  @TempDir private Path folder;

  @Test
  void a_text_names_columns_and_sizes() {
    EmbeddedColumns columns = EmbeddedColumns.parse("City:4,Port,all,a:b,c:1:2,Age of all:x");
    assertThat(columns.all()).isTrue();
    assertThat(columns.usual()).containsExactly("Port", "a:b", "Age of all:x");
    assertThat(columns.sizes()).isEqualTo(Map.of("City", 4, "c:1", 2));
    assertThat(columns)
        .isEqualTo(
            EmbeddedColumns.ofAll()
                .with("City", 4)
                .with("Port")
                .with("a:b")
                .with("c:1", 2)
                .with("Age of all:x"));
  }

  @Test
  void half_as_many_numbers_as_categories_are_usual() {
    int[] sizes = {1, 1, 1, 2, 2, 50, 50, 50};
    int[] categories = {0, 1, 2, 3, 4, 99, 100, 10_000};
    for (int i = 0; i < sizes.length; i++) {
      assertThat(EmbeddedColumns.usualSize(categories[i])).isEqualTo(sizes[i]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a:0 | "a" in 0 numbers; needs 1 to 1000
          a:-3 | "a" in -3 numbers; needs 1 to 1000
          a:1001 | "a" in 1001 numbers
          a:99999999999999999999 | "a" in 99999999999999999999 numbers
          a,b,a | "a" is given twice
          a:2,a:3 | "a" is given twice
          a,a:3 | "a" is given twice
          a:3,a | "a" is given twice
          all,b,all | "all" is given twice
          """)
  void texts_that_cannot_be_meant_are_refused(String text, String said) {
    assertThatThrownBy(() -> EmbeddedColumns.parse(text))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("embedding: ")
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          citty | there is no column "citty" | did you mean "city"?
          size | column "size" cannot be embedded, it holds no categories: every value is a number \
          | categorical columns
          id | column "id" cannot be embedded, it holds no categories: counts the rows | categorical
          same | column "same" cannot be embedded, it holds no categories: the same value | categ
          y | column "y" cannot be embedded | the column to be learned is no input
          gone | column "gone" cannot be embedded | leave it out, or embed it
          """)
  void columns_that_hold_no_categories_are_refused(String name, String fact, String fix)
      throws IOException {
    TableOptions options = TableOptions.of("y").withDrop(List.of("gone"));
    Path file = file();
    assertThatThrownBy(
            () -> Table.read(file, options.withEmbedded(EmbeddedColumns.of("city", name))))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("csv: " + file + ": ")
        .hasMessageContaining(fact)
        .hasMessageContaining(fix);
  }

  @Test
  void all_columns_need_one_of_categories_at_least() throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "a,y\n1.5,0\n2.5,1\n3,0\n");
    TableOptions options = TableOptions.of("y").withEmbedded(EmbeddedColumns.ofAll());
    assertThatThrownBy(() -> Table.read(file, options))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no column of categories to embed");
  }

  @Test
  void columns_of_two_values_are_embedded_if_they_are_named() throws IOException {
    TableOptions options = TableOptions.of("y").withDrop(List.of("gone"));
    Table all = Table.read(file(), options.withEmbedded(EmbeddedColumns.ofAll()));
    int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(Transformation.fit(all, rows).embedded()).containsExactly("city");
    Table sex =
        Table.read(
            file(),
            options
                .withEmbedded(EmbeddedColumns.parse("sex:3,city,size:2"))
                .withCategorical(List.of("size")));
    assertThat(Transformation.fit(sex, rows).embedded()).containsExactly("city", "size", "sex");
    assertThat(Transformation.fit(sex, rows).features()).isEqualTo(2 + 2 + 3);
    assertThat(Transformation.fit(sex, rows).width()).isEqualTo(3);
  }

  private Path file() throws IOException {
    StringBuilder csv = new StringBuilder("id,city,size,sex,same,gone,y\n");
    for (int i = 0; i < 9; i++) {
      csv.append(i + ",C" + i % 3 + "," + (i % 4 + 0.5) + "," + (i % 2 == 0 ? "f" : "m"));
      csv.append(",k," + i % 3 + "," + i / 5 + "\n");
    }
    return Files.writeString(folder.resolve("t.csv"), csv);
  }
}
