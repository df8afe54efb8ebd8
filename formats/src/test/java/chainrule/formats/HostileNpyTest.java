// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.testkit.Allocated;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileNpyTest {
  private static final String GOOD = NpyBytes.header("<f4", false, "(2,)");
  private static final int[] EIGHT = new int[8];

  static Stream<Arguments> all() {
    return Stream.of(beginnings(), dictionaries(), types(), shapes(), lengths())
        .flatMap(files -> files);
  }

  private static Stream<Arguments> beginnings() {
    byte[] wrongMagic = NpyBytes.of(GOOD, EIGHT);
    wrongMagic[0] = 0x13;
    byte[] minor = NpyBytes.of(GOOD, EIGHT);
    minor[7] = 1;
    return Stream.of(
        arguments(new byte[0], "the file is empty"),
        arguments(new byte[] {1}, "begins with 01; a .npy file begins with 934e554d5059"),
        arguments("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1), "begins with 934e554d5059;"),
        arguments(wrongMagic, "begins with 134e554d50590100;"),
        arguments("PK\3\4........".getBytes(StandardCharsets.US_ASCII), "begins with 504b0304"),
        arguments(
            "\u0080\4\u0095............".getBytes(StandardCharsets.ISO_8859_1), "begins with"),
        arguments(NpyBytes.of(0, GOOD, EIGHT), "format version 0.0; 1.0, 2.0 and 3.0 are read"),
        arguments(NpyBytes.of(4, GOOD, EIGHT), "format version 4.0; 1.0"),
        arguments(NpyBytes.of(255, GOOD, EIGHT), "format version 255.0; 1.0"),
        arguments(minor, "format version 1.1; 1.0"),
        arguments(
            Arrays.copyOf(NpyBytes.of(GOOD), 9), "the file ends inside the length of its header"),
        arguments(
            Arrays.copyOf(NpyBytes.of(2, GOOD), 11),
            "the file ends inside the length of its header"),
        arguments(
            Arrays.copyOf(NpyBytes.of(GOOD), 30), "header length 57, but only 20 bytes follow"),
        arguments(NpyBytes.of(1, 65535, new byte[0]), "header length 65535; at most 10000"),
        arguments(NpyBytes.of(2, -1, new byte[0]), "header length 4294967295; at most 10000"),
        arguments(NpyBytes.of(2, 1 << 31, new byte[9]), "header length 2147483648; at most 10000"),
        arguments(NpyBytes.of(3, 10_001, new byte[9]), "header length 10001; at most 10000"),
        arguments(
            NpyBytes.of(2, 10_000, new byte[9]), "header length 10000, but only 9 bytes follow"),
        arguments(NpyBytes.of(GOOD + " ".repeat(10_000), EIGHT), "at most 10000"));
  }

  private static Stream<Arguments> dictionaries() {
    return Stream.of(
        arguments(header(""), "character 0 is the header's end; needs the dictionary"),
        arguments(header("[]"), "needs the dictionary"),
        arguments(header("{}"), "the key \"descr\" is missing"),
        arguments(header("{"), "needs a key"),
        arguments(header("{,}"), "needs a key"),
        arguments(header("{'descr'"), "needs a colon"),
        arguments(header("{'descr':"), "needs descr, a string"),
        arguments(header("{'descr': '<f4"), "the string at character 10 does not end"),
        arguments(header("{'descr': '<f4', 'descr': '<f4'}"), "\"descr\" stands there twice"),
        arguments(header(GOOD.replace("}", "'shape': (2,)}")), "\"shape\" stands there twice"),
        arguments(header(GOOD.replace("}", "'x': 1}")), "unknown key \"x\""),
        arguments(header(GOOD.replace("descr", "DESCR")), "unknown key \"DESCR\""),
        arguments(header(GOOD.replace("'descr': '<f4', ", "")), "\"descr\" is missing"),
        arguments(header(GOOD.replace("'fortran_order': False, ", "")), "order\" is missing"),
        arguments(header(GOOD.replace("'shape': (2,), ", "")), "\"shape\" is missing"),
        arguments(header(GOOD.replace("False", "0")), "needs True or False"),
        arguments(header(GOOD.replace("False", "false")), "needs True or False"),
        arguments(header(GOOD.replace("False", "None")), "needs True or False"),
        arguments(header(GOOD.replace("False", "Falsey")), "needs a comma or the end"),
        arguments(header(GOOD.replace("False", "'False'")), "needs True or False"),
        arguments(header(GOOD.replace("False,", "False")), "needs a comma or the end"),
        arguments(header(GOOD + "{}"), "needs nothing but spaces after the dictionary"),
        arguments(header(GOOD + "\0"), "needs nothing but spaces after the dictionary"),
        arguments(header(GOOD + "\0\0\0"), "needs nothing but spaces after the dictionary"),
        arguments(header(GOOD + " # comment"), "needs nothing but spaces after"),
        arguments(header("\ufeff" + GOOD), "needs the dictionary"),
        arguments(header("dict(" + GOOD + ")"), "needs the dictionary"),
        arguments(header(GOOD.replace("'<f4'", "'<f' '4'")), "stands for|needs a comma"),
        arguments(header(GOOD.replace("'<f4'", "'\\x3cf4'")), "character 10 holds a backslash"),
        arguments(header(GOOD.replace("'<f4'", "b'<f4'")), "needs descr, a string"),
        arguments(header(GOOD.replace("'<f4'", "__import__('os').system('ls')")), "needs descr"),
        arguments(header(GOOD.replace("'<f4'", "None")), "needs descr, a string"),
        arguments(header("{".repeat(5000)), "needs a key"),
        arguments(header("{'descr': " + "[".repeat(5000)), "structured type"),
        arguments(NpyBytes.of(3, 3, new byte[] {'{', (byte) 0xff, '}'}), "byte 1 is not UTF-8"));
  }

  private static Stream<Arguments> types() {
    return Stream.of(
        arguments(type("|O"), "stands for Python objects, which are never read"),
        arguments(type("O"), "stands for Python objects, which are never read"),
        arguments(type("|S5"), "stands for byte strings"),
        arguments(type("<U3"), "stands for strings"),
        arguments(type("|V8"), "stands for raw or structured records"),
        arguments(type("<c8"), "stands for complex numbers"),
        arguments(type("<M8[ns]"), "stands for dates"),
        arguments(type("<m8[s]"), "stands for spans of time"),
        arguments(type("<f16"), "stands for floating-point numbers of another length"),
        arguments(type("<u8"), "stands for unsigned integers over the range of I64"),
        arguments(type("<i16"), "stands for a type that is not known"),
        arguments(type("<f"), "stands for floating-point numbers of another length"),
        arguments(type("<f44"), "stands for floating-point numbers of another length"),
        arguments(type("<b4"), "stands for a type that is not known"),
        arguments(type("float32"), "stands for floating-point numbers of another length"),
        arguments(type("<F4"), "stands for a type that is not known"),
        arguments(type(""), "stands for a type that is not known"),
        arguments(type("<"), "stands for a type that is not known"),
        arguments(type("<<f4"), "stands for a type that is not known"),
        arguments(type("f4"), "does not tell the byte order; < or > is needed"),
        arguments(type("=f4"), "does not tell the byte order"),
        arguments(type("|f4"), "does not tell the byte order"),
        arguments(
            header(GOOD.replace("'<f4'", "[('x', '<f4')]")), "descr is a structured type; plain"),
        arguments(header(GOOD.replace("'<f4'", "('<f4', (2,))")), "descr is a structured type"),
        arguments(
            NpyBytes.of(NpyBytes.header("|b1", false, "(2, 2)"), 0, 1, 2, 1),
            "element [1, 0] is the byte 2; b1"),
        arguments(
            NpyBytes.of(NpyBytes.header("|b1", true, "(2, 2)"), 0, 1, 255, 1),
            "element [0, 1] is the byte 255"));
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        arguments(shape("(2)"), "shape is a number, not a tuple; a tuple of one ends with a comma"),
        arguments(shape("2"), "needs shape, a tuple"),
        arguments(shape("[2]"), "needs shape, a tuple"),
        arguments(shape("None"), "needs shape, a tuple"),
        arguments(shape("(,)"), "needs a size, 0 or more"),
        arguments(shape("(2,,)"), "needs a size, 0 or more"),
        arguments(shape("(2 2)"), "needs a comma or the end of the shape"),
        arguments(shape("(-1,)"), "shape holds a negative size"),
        arguments(shape("(2, -9223372036854775808)"), "shape holds a negative size"),
        arguments(shape("(+2,)"), "needs a size, 0 or more"),
        arguments(shape("(2.0,)"), "needs a comma or the end of the shape"),
        arguments(shape("(2e9,)"), "needs a comma or the end of the shape"),
        arguments(shape("(0x2,)"), "needs a comma or the end of the shape"),
        arguments(shape("(True,)"), "needs a size, 0 or more"),
        arguments(shape("('2',)"), "needs a size, 0 or more"),
        arguments(shape("((2,),)"), "needs a size, 0 or more"),
        arguments(shape("(" + "(".repeat(5000)), "needs a size, 0 or more"),
        arguments(shape("(2,"), "needs a size|needs a comma"),
        arguments(shape("(\u0662,)"), "needs a size, 0 or more"),
        arguments(shape("(" + "1, ".repeat(33) + ")"), "shape has more than 32 sizes"),
        arguments(shape("(9223372036854775808,)"), "9223372036854775808; sizes below 2^63"),
        arguments(shape("(" + "9".repeat(5000) + ",)"), "999...; sizes below 2^63 are needed"));
  }

  private static Stream<Arguments> lengths() {
    return Stream.of(
        arguments(shape("()"), "f4[] needs 4 bytes; 8 follow the header"),
        arguments(shape("(3,)"), "f4[3] needs 12 bytes; 8 follow the header"),
        arguments(shape("(1,)"), "f4[1] needs 4 bytes; 8 follow the header"),
        arguments(shape("(0,)"), "f4[0] needs 0 bytes; 8 follow the header"),
        arguments(shape("(1000000000,)"), "f4[1000000000] needs 4000000000 bytes; 8 follow"),
        arguments(shape("(9223372036854775807,)"), "has more than 2^63 - 1 bytes"),
        arguments(shape("(4294967296, 4294967296)"), "has more than 2^63 - 1 bytes"),
        // The product of these is 2 modulo 2^64.
        arguments(
            shape("(2, 9223372036854775807, 9223372036854775807)"), "more than 2^63 - 1 bytes"),
        arguments(shape("(0, 9223372036854775807, 2)"), "needs 0 bytes; 8 follow the header"));
  }

  private static byte[] header(String header) {
    return NpyBytes.of(3, header, EIGHT);
  }

  private static byte[] type(String descr) {
    return header(NpyBytes.header(descr, false, "(2,)"));
  }

  private static byte[] shape(String shape) {
    return header(NpyBytes.header("<f4", false, shape));
  }

  @Test
  void the_file_that_the_others_break_is_good() {
    assertThat(NpyFile.of(header(GOOD)).shape()).hasToString("[2]");
    assertThat(all()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_file_that_breaks_a_rule_is_refused(byte[] file, String said) {
    String alternatives =
        String.join("|", Stream.of(said.split("\\|")).map(Pattern::quote).toList());
    Allocated.within(
        file.length,
        said,
        () ->
            assertThatThrownBy(() -> NpyFile.of(file))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("(?s)npy: .*(" + alternatives + ").*")
                .message()
                .hasSizeLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "<c16", "<U8", "<u8"})
  void a_type_that_is_not_read_is_answered_with_those_that_are(String descr) {
    assertThatThrownBy(() -> NpyFile.of(type(descr)))
        .hasMessageContaining("fix: save it as one of f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, b1");
  }

  @Test
  void a_file_cut_anywhere_is_refused() {
    byte[] whole = header(GOOD);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> NpyFile.of(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_refused() {
    byte[] whole = header(GOOD);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> NpyFile.read(new ByteArrayInputStream(cut), whole.length, "npy: a"))
        .isInstanceOf(FormatException.class)
        .hasMessage("npy: a: the file ends inside its values");
  }

  @Test
  void an_array_over_the_budget_is_refused_before_memory_is_asked_for() {
    String header = NpyBytes.header("|u1", false, "(" + (1L << 33) + ",)");
    byte[] start = NpyBytes.of(header);
    Allocated.within(
        0,
        "8 GiB",
        () ->
            assertThatThrownBy(() ->
                    NpyFile.read(
                        new ByteArrayInputStream(start), start.length + (1L << 33), "npy: a"))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("needs 8589934592 elements"));
  }

  @Test
  void what_is_widened_takes_four_times_the_file_at_most() {
    int[] data = new int[1 << 20];
    for (String descr : new String[] {"|i1", "<i2", "<f2"}) {
      int count = data.length / (descr.charAt(2) - '0');
      byte[] file = NpyBytes.of(NpyBytes.header(descr, true, "(2, " + count / 2 + ")"), data);
      Allocated.within(file.length, descr, () -> NpyFile.of(file));
    }
  }

  @Test
  void a_shape_with_a_zero_is_good_however_large_its_other_sizes() {
    byte[] file = NpyBytes.of(NpyBytes.header("<f4", true, "(4294967296, 0, 4294967296)"));
    assertThat(NpyFile.of(file).values().length()).isZero();
  }

  @Test
  void a_hostile_name_is_shown_short_and_printable() {
    assertThatThrownBy(() -> NpyFile.of(header("{'\0\u001b[31m" + "x".repeat(1000) + "': 1}")))
        .hasMessageContaining("unknown key \"??[31mxxx")
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void another_locale_changes_nothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThatThrownBy(() -> NpyFile.of(shape("(3,)")))
          .hasMessage("npy: f4[3] needs 12 bytes; 8 follow the header");
    } finally {
      Locale.setDefault(before);
    }
  }
}
