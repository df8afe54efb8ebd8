// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.random.Rng;
import chainrule.testkit.Allocated;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be learned from is refused by name; what is merely unusual is read. */
class HostileCsvTest {

  @TempDir private Path folder;

  private Table read(byte[] bytes, TableOptions options) throws IOException {
    return Table.read(Files.write(folder.resolve("t.csv"), bytes), options);
  }

  private Table read(String text) throws IOException {
    return read(text.getBytes(UTF_8), TableOptions.of("y"));
  }

  @ParameterizedTest
  @MethodSource("chainrule.train.table.HostileCsv#all")
  void a_bad_file_is_named_with_its_place(byte[] bytes, String said) {
    assertThatThrownBy(() -> read(bytes, TableOptions.of("y")))
        .isInstanceOfAny(FormatException.class, FileException.class)
        .hasMessageStartingWith("csv: " + folder.resolve("t.csv") + ": ")
        .hasMessageContaining(said)
        .message()
        .hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x,y\n0.5,a\n1.5,b\n",
        "x,y\r\n0.5,a\r\n1.5,b",
        "x,y\r0.5,a\r1.5,b\r",
        "\ufeffx,y\n0.5,a\n1.5,b\n",
        "x;y\n0.5;a\n1.5;b\n",
        "x\ty\n0.5\ta\n1.5\tb\n",
        "x|y\n0.5|a\n1.5|b\n",
        "\"x\",\"y\"\n\"0.5\",\"a\"\n\n\n\"1.5\",\"b\"\n",
        " x , y \n 0.5 , a \n+15e-1,b\n",
        "x,y\n0.5,a\n1.5,b\n0.5,\n",
      })
  void unusual_spellings_are_one_table(String text) throws IOException {
    Table table = read(text);
    assertThat(table.classes()).containsExactly("a", "b");
    TableColumn.Categories column = (TableColumn.Categories) table.inputs().getFirst();
    assertThat(column.name()).isEqualTo("x");
    assertThat(column.codes()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "th-TH-u-nu-thai", "ar-EG-u-nu-arab", "de-DE"})
  void another_locale_changes_nothing(String tag) throws IOException {
    String text = "ID,y\n" + HostileCsv.rows("%d,%d.5\n");
    String here = message(text);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(message(text)).isEqualTo(here);
      Table table = read("i," + text.replace("\n", "\n1.25,").replaceAll("1.25,$", ""));
      assertThat(table.columns().toString()).contains("counts the rows");
    } catch (FormatException e) {
      assertThat(e.getMessage()).contains("counts the rows");
    } finally {
      Locale.setDefault(before);
    }
  }

  private String message(String text) throws IOException {
    try {
      return read(text).columns().toString();
    } catch (FormatException e) {
      return e.getMessage();
    }
  }

  @Test
  void a_million_columns_are_refused_at_the_limit() {
    byte[] header = new byte[2_000_000];
    Arrays.fill(header, (byte) ',');
    assertThatThrownBy(() -> read(header, TableOptions.of("y")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line 1 has more than 10000 columns, the limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,y\n1,", "x,y\n\"", "x,y\n\"1\",\"a\n", ""})
  void a_field_of_a_hundred_megabytes_is_refused_before_it_is_read(String before)
      throws IOException {
    Path file = packed(before, 'x', 100 << 20);
    Allocated.atMost(
        40L << 20,
        before,
        () ->
            assertThatThrownBy(() -> Table.read(file, TableOptions.of("y")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(": a field has more than 1000000 characters"));
  }

  @Test
  void empty_lines_without_end_take_no_memory() throws IOException {
    Path file = packed("x,y\n", '\n', 20 << 20);
    Allocated.atMost(
        20L << 20,
        "empty lines",
        () ->
            assertThatThrownBy(() -> Table.read(file, TableOptions.of("y")))
                .hasMessageContaining("a header and no rows"));
  }

  /** Packed files may follow one another in a file, and are one then. */
  private Path packed(String before, char filling, int count) throws IOException {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) filling);
    byte[] packed = packed(block);
    Path file = folder.resolve("t.csv.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(packed(before.getBytes(UTF_8)));
      for (int i = 0; i < count / block.length; i++) {
        out.write(packed);
      }
    }
    return file;
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void a_packed_file_is_a_table_and_one_cut_short_is_not() throws IOException {
    Path file = folder.resolve("t.csv.gz");
    Files.write(file, packed(("x,y\n" + HostileCsv.rows("%d.5,a\n%d.25,b\n")).getBytes(UTF_8)));
    assertThat(Table.read(file, TableOptions.of("y")).rows()).isEqualTo(60);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {3, 12, 60, bytes.length - 9}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Table.read(file, TableOptions.of("y")))
          .isInstanceOfAny(FormatException.class, FileException.class)
          .hasMessageStartingWith("csv: " + file);
    }
  }

  @Test
  void folders_and_missing_files_are_named() {
    assertThatThrownBy(() -> Table.read(folder, TableOptions.of("y")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> Table.read(folder.resolve("none.csv"), TableOptions.of("y")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void columns_that_options_name_must_be_there_and_be_one_thing() {
    byte[] text = "size,y\n1.5,a\n2.5,b\nbig,a\n".getBytes(UTF_8);
    TableOptions options = TableOptions.of("y");
    for (TableOptions wrong :
        List.of(
            options.withNumeric(List.of("sise")),
            options.withCategorical(List.of("sise")),
            options.withDrop(List.of("sise")))) {
      assertThatThrownBy(() -> read(text, wrong))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("no column \"sise\"\n  fix: did you mean \"size\"?");
    }
    assertThatThrownBy(() -> read(text, options.withNumeric(List.of("size"))))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line 4: column \"size\": \"big\" is no number; 66.7 %");
    assertThatThrownBy(() -> read(text, options.withTask(TableTask.REGRESSION)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("line 2: column \"y\": \"a\" is no number");
    assertThatThrownBy(() -> options.withNumeric(List.of("y")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("column \"y\" is given twice");
    assertThatThrownBy(() -> options.withDelimiter('"')).isInstanceOf(ArgumentException.class);
  }

  @Test
  void too_few_rows_for_a_split_or_folds_are_named() throws IOException {
    Table table = read("x,y\n0.5,a\n1.5,b\n");
    assertThatThrownBy(() -> TableData.of(table, 0.2, Rng.seed(1)))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> TableData.of(table, 1.5, Rng.seed(1)))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> TableData.folds(table, 3, Rng.seed(1)))
        .isInstanceOf(ChainruleException.class);
  }
}
