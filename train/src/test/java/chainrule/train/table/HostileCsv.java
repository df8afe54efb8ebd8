// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files that no network can learn y from, each with a part of what is said of it. */
final class HostileCsv {

  private static final String GOOD = "x,y\n0.5,a\n1.5,b\n";

  private HostileCsv() {}

  /** Bytes and message. */
  static Stream<Arguments> all() {
    return Stream.of(texts(), bytes(), cells()).flatMap(cases -> cases);
  }

  private static Arguments text(String text, String said) {
    return arguments(text.getBytes(UTF_8), said);
  }

  private static Arguments hex(String before, String hex, String said) {
    return arguments(joined(before.getBytes(UTF_8), HexFormat.of().parseHex(hex)), said);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        text("", "the file is empty"),
        text("\n\r\n\r\n", "the file is empty"),
        text("\ufeff", "the file is empty"),
        text("x,y", "the file has a header and no rows"),
        text("x,y\n", "the file has a header and no rows"),
        text("x,y\r\n\r\n\n", "the file has a header and no rows"),
        text("x,y\n1\n", "line 2 has 1 cell, the header has 2 columns"),
        text("x,y\n1,2,3\n", "line 2 has 3 cells, the header has 2 columns"),
        text(GOOD + "\n\n2.5,a,\n", "line 6 has 3 cells"),
        text("x,y\n\"a\nb\r\nc\",1\n3\n", "line 5 has 1 cell"),
        text("x,y\r1,2\r1\r", "line 3 has 1 cell"),
        text("x;y\n1;2\n1,5;3;\n", "line 3 has 3 cells"),
        text(GOOD + "\"2.5,a\n", "line 4: a quote is opened and never closed"),
        text("x,y\n1,\"a\n2,b\n", "line 2: a quote is opened and never closed"),
        text("\"x,y\n1,2\n", "line 1: a quote is opened and never closed"),
        text("x,y\n\"1\"2,a\n", "line 2: text follows a closing quote"),
        text("x,y\n\"1\" ,a\n", "line 2: text follows a closing quote"),
        text("x,x,y\n1,2,a\n", "columns 1 and 2 are both named \"x\""),
        text(" x,y,x\t\n1,2,a\n", "columns 1 and 3 are both named \"x\""),
        text("column 2,,y\n1,2,a\n", "columns 1 and 2 are both named \"column 2\""),
        text("1,2,3\n4,5,6\n", "the first line holds numbers, not names"),
        text("x,Y\n1,a\n", "there is no column \"y\"\n  fix: did you mean \"Y\"?"),
        text("x,yy\n1,a\n", "fix: the columns are \"x\", \"yy\""),
        text("first,second\n1,a\n", "fix: the columns are \"first\", \"second\""),
        text("y\na\nb\n", "no column is left to learn from"),
        text("x,y\n1,a\n1,b\n", "no column is left to learn from: \"x\" (the same value in all"),
        text("x,y\n,a\nNA,b\n?,a\n", "no column is left to learn from: \"x\" (no value in any row"),
        text("id,y\n4,a\n5,b\n6,b\n", "no column is left to learn from: \"id\" (counts the rows)"),
        text("x,y\n1,\n2,NA\n3,null\n", "target \"y\" has no value in any row"),
        text("x,y\n1,a\n2,a\n", "target \"y\" has the same value in all rows"),
        text("x,y\n1,a\n2,\n3,a\n", "target \"y\" has the same value in all rows"),
        text("x,y\n1,1\n2,1.0\n3,01\n", "target \"y\" has the same value in all rows"),
        text("x,y\n" + rows("%d.5,word%d\n"), "has 30 different values in 30 rows; they are no"),
        text("k,y\n" + rows("!%d,%d.5\n"), "(30 different texts in 30 rows)"));
  }

  /** Thirty rows. */
  static String rows(String row) {
    return IntStream.range(0, 30)
        .mapToObj(i -> row.replace("%d", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  private static Stream<Arguments> bytes() {
    byte[] mark = {(byte) 0xff, (byte) 0xfe};
    byte[] otherMark = {(byte) 0xfe, (byte) 0xff};
    return Stream.of(
        arguments(joined(mark, GOOD.getBytes(UTF_16LE)), "the file is UTF-16, not UTF-8"),
        arguments(joined(otherMark, GOOD.getBytes(UTF_16BE)), "the file is UTF-16, not UTF-8"),
        arguments(GOOD.getBytes(UTF_16LE), "line 1, column 2: a zero byte"),
        arguments(GOOD.getBytes(UTF_16BE), "line 1, column 1: a zero byte"),
        hex("", "fffe0000780000002c000000", "the file is UTF-16, not UTF-8"),
        hex("", "504b0304140000000800", "line 1, column 6: a zero byte"),
        arguments(
            "x,y\nMüller,a\n".getBytes(ISO_8859_1), "line 2, column 2: the bytes fc are not UTF-8"),
        hex("x,y\n1,", "c3", "line 2, column 3: the bytes c3 are not UTF-8"),
        hex("x,y\n1,", "e282", "line 2, column 3: the bytes e2 82 are not UTF-8"),
        hex("x,y\r\n1,a\r\n", "c080", "line 3, column 1: the bytes c0 are not UTF-8"),
        hex("x,y\r1,a\r2", "eda080", "line 3, column 2: the bytes ed a0 80 are not UTF-8"),
        hex("x,y\n", "f5808080", "line 2, column 1: the bytes f5 are not UTF-8"),
        hex("x,y\n1,ä", "80", "line 2, column 4: the bytes 80 are not UTF-8"),
        hex("x,y\n1,a\n2,", "00", "line 3, column 3: a zero byte"),
        hex("", "1f8b", "csv: "),
        hex("", "1f8b08000000000000ff0102", "csv: "));
  }

  /** One odd cell among thirty numbers. */
  private static Stream<Arguments> cells() {
    Stream<String> numberless =
        Stream.of(
            "abc",
            "1e",
            "e5",
            ".",
            "-",
            "+-5",
            "--5",
            "1.2.3",
            "0x10",
            "1_000",
            "1 000",
            "5\u00a0",
            "Infinity",
            "-inf",
            "1f",
            "1d",
            "๑๒",
            "١٢",
            "１２",
            "½",
            "1e5.5",
            "1e+",
            "$5",
            "5%");
    Stream<Arguments> words =
        numberless.map(cell ->
            text(
                "x,y\n" + rows("%d.5,a\n") + cell + ",b\n",
                "line 32: column \"x\": \"" + cell + "\" is no number; 96.8 % of the column are"));
    List<String> huge = List.of("1e999", "-1e39", "9".repeat(400), "3.5e38");
    Stream<Arguments> numbers =
        huge.stream()
            .map(cell ->
                text("x,y\n" + rows("%d.5,a\n") + cell + ",b\n", "is beyond F32, whose largest"));
    return Stream.of(
            words,
            numbers,
            Stream.of(
                text("x,y\n" + rows("a%d,%d.5\n") + "a,1e40\n", "\"1e40\" is beyond F32"),
                text(
                    "x;y\n" + rows("%d,5;a\n") + "7;b\n",
                    "\"0,5\" is no number; 3.2 % of the column are\n"
                        + "  fix: write numbers with a point: 0.5"),
                text(
                    "x;y\n" + rows("%d.5;a\n") + "1,5;b\n",
                    "line 32: column \"x\": \"1,5\" is no number; 96.8 % of the column are\n"
                        + "  fix: write numbers with a point: 1.5")))
        .flatMap(cases -> cases);
  }
}
