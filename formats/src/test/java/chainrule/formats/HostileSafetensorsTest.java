// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Storage;
import chainrule.error.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSafetensorsTest {
  private static byte[] file(String header, int dataBytes) {
    return file(header.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  private static byte[] file(byte[] header, int dataBytes) {
    return ByteBuffer.allocate(8 + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }

  @Test
  void the_file_that_the_others_break_is_good() {
    assertThat(
            SafetensorsFile.of(file(HostileHeaders.one("F32", "[2]", "[0,8]"), 8)).get("a").shape())
        .hasToString("[2]");
    assertThat(SafetensorsFile.of(file(HostileHeaders.two("[4,8]", "[0,4]"), 8)).entries())
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("chainrule.formats.HostileHeaders#all")
  void a_header_that_breaks_a_rule_is_refused(String header, String said) {
    assertThatThrownBy(() -> SafetensorsFile.of(file(header, 8)))
        .isInstanceOf(FormatException.class)
        .hasMessageMatching("(?s)safetensors: .*(" + quoted(said) + ").*")
        .message()
        .hasSizeLessThan(400)
        .hasLineCount(1);
  }

  /** The alternatives of {@code said}, taken literally. */
  private static String quoted(String said) {
    return Stream.of(said.split("\\|"))
        .map(Pattern::quote)
        .reduce((a, b) -> a + "|" + b)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F16", "BF16", "I8", "I16", "U16", "U32", "U64", "C64", "F8_E4M3", "F8_E5M2", "F4"
      })
  void a_type_of_the_format_that_is_not_supported_yet_is_said_to_be_so(String dtype) {
    assertThatThrownBy(() -> SafetensorsFile.of(file(HostileHeaders.one(dtype, "[2]", "[0,8]"), 8)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(
            "safetensors: tensor \"a\" is " + dtype + ", which is not supported yet")
        .hasMessageContaining("fix: convert it to one of [F32, F64, I32, I64, U8, BOOL]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void a_file_shorter_than_the_header_length_is_refused(int bytes) {
    assertThatThrownBy(() -> SafetensorsFile.of(new byte[bytes]))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(bytes == 0 ? "the file is empty" : bytes + " bytes; a file begins");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1L << 32})
  void a_header_length_over_the_limit_is_refused(long length) {
    byte[] bytes = file("{}", 8);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertThatThrownBy(() -> SafetensorsFile.of(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(
            "header length " + Long.toUnsignedString(length) + "; at most 100000000");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 100, 99_999_999, 100_000_000})
  void a_header_length_beyond_the_file_is_refused_before_memory_is_asked_for(long length) {
    byte[] bytes = file("{}", 8);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertThatThrownBy(() -> SafetensorsFile.of(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("header length " + length + ", but only 10 bytes follow it");
  }

  @Test
  void a_header_that_is_not_utf_8_is_refused() {
    byte[][] wrongs = {
      {(byte) 0xff},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xe4}
    };
    byte[] good =
        ("{\"a\":" + HostileHeaders.tensor("F32", "[2]", "[0,8]") + "}")
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] wrong : wrongs) {
      byte[] header = new byte[good.length + wrong.length];
      System.arraycopy(good, 0, header, 0, 3);
      System.arraycopy(wrong, 0, header, 3, wrong.length);
      System.arraycopy(good, 3, header, 3 + wrong.length, good.length - 3);
      assertThatThrownBy(() -> SafetensorsFile.of(file(header, 8)))
          .isInstanceOf(FormatException.class)
          .hasMessage("safetensors: header: byte 3 is not UTF-8");
    }
    byte[] wide = "{\"a\":{}}".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> SafetensorsFile.of(file(wide, 8))).isInstanceOf(FormatException.class);
  }

  @Test
  void data_that_end_early_are_refused() {
    byte[] whole = file(HostileHeaders.one("F32", "[2]", "[0,8]"), 8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SafetensorsFile.of(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_refused(@TempDir Path folder) throws IOException {
    Path path =
        Files.write(folder.resolve("a"), file(HostileHeaders.one("F32", "[2]", "[0,8]"), 8));
    byte[] cut = Arrays.copyOf(Files.readAllBytes(path), (int) Files.size(path) - 1);
    assertThatThrownBy(() ->
            new StoredValues("safetensors: a")
                .read(
                    new ByteArrayInputStream(cut, cut.length - 7, 7),
                    new Storage.F32(new float[2]),
                    "w"))
        .isInstanceOf(FormatException.class)
        .hasMessage("safetensors: a: the file ends inside tensor \"w\"");
  }

  @Test
  void a_truth_value_is_0_or_1() {
    byte[] bytes = file(HostileHeaders.one("BOOL", "[2]", "[0,2]"), 2);
    bytes[bytes.length - 1] = 2;
    assertThatThrownBy(() -> SafetensorsFile.of(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessage("safetensors: tensor \"a\": element 1 is the byte 2; BOOL needs 0 or 1");
  }

  @Test
  void too_many_names_are_refused_before_they_fill_the_heap() {
    StringBuilder tensors = new StringBuilder("{");
    StringBuilder metadata = new StringBuilder("{\"__metadata__\":{");
    IntStream.rangeClosed(0, 100_000)
        .forEach(i -> {
          tensors.append(i == 0 ? "" : ",");
          tensors
              .append("\"")
              .append(i)
              .append("\":")
              .append(HostileHeaders.tensor("U8", "[0]", "[0,0]"));
          metadata.append(i == 0 ? "" : ",").append("\"").append(i).append("\":\"\"");
        });
    for (String header : new String[] {tensors + "}", metadata + "}}"}) {
      assertThatThrownBy(() -> SafetensorsFile.of(file(header, 0)))
          .isInstanceOf(FormatException.class)
          .hasMessage("safetensors: the header lists more than 100000 names");
    }
  }

  @Test
  void a_hostile_name_is_shown_short_and_printable() {
    String name = "\\u0000\\u001b[31m" + "x".repeat(1000);
    assertThatThrownBy(() ->
            SafetensorsFile.of(
                file("{\"" + name + "\":" + HostileHeaders.tensor("F32", "[3]", "[0,8]") + "}", 8)))
        .hasMessageContaining("tensor \"??[31mxxx")
        .message()
        .hasSizeLessThan(250);
  }

  @Test
  void a_shape_with_a_zero_is_good_however_large_its_other_sizes() {
    assertThat(
            SafetensorsFile.of(
                    file(HostileHeaders.one("F32", "[0,4294967296,4294967296]", "[0,0]"), 0))
                .get("a")
                .values()
                .length())
        .isZero();
  }

  @Test
  void another_locale_changes_nothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThatThrownBy(
              () -> SafetensorsFile.of(file(HostileHeaders.one("F32", "[3]", "[0,8]"), 8)))
          .hasMessageContaining("F32[3] needs 12 bytes; data_offsets give 8");
    } finally {
      Locale.setDefault(before);
    }
  }
}
