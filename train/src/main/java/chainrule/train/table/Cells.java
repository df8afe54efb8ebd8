// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.List;
import java.util.stream.Collectors;

/** What the text of a cell may stand for. */
final class Cells {

  private static final int LONGEST_SHOWN = 60;
  private static final int MOST_SHOWN = 12;
  private static final double WHOLE_LIMIT = 1L << 53;

  private Cells() {}

  /**
   * Whether a text is a number: ASCII digits with at most one sign, point and exponent, nothing
   * else.
   */
  static boolean isNumber(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    int end = whole;
    int digits = whole - at;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digits(text, end + 1);
      digits += fraction - end - 1;
      end = fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
      int from = sign(text, end + 1);
      int exponent = digits(text, from);
      return exponent > from && exponent == text.length();
    }
    return end == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Whether a text would be a number if its comma were a point: {@code 1,5}. */
  static boolean isCommaNumber(String text) {
    int comma = text.indexOf(',');
    return comma > 0
        && text.indexOf('.') < 0
        && comma == text.lastIndexOf(',')
        && isNumber(text.replace(',', '.'));
  }

  /** Whether a number can be trained on: its size is within F32. */
  static boolean isInRange(double number) {
    return Math.abs(number) <= Float.MAX_VALUE;
  }

  /** Whether a number is whole and exact. */
  static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= WHOLE_LIMIT;
  }

  /** One spelling for each whole number: 1 for 1.0, +1 and 01; other texts as they are. */
  static String canonical(String text) {
    if (!isNumber(text)) {
      return text;
    }
    double number = Double.parseDouble(text);
    return isWhole(number) ? Long.toString((long) number) : text;
  }

  /** A text from a file as it may stand in a message: on one line, printable, not long. */
  static String quoted(String text) {
    String start = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    return '"' + start.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}\\u2028\\u2029]", "?") + '"';
  }

  /** Several texts, not too many. */
  static String listed(List<String> texts) {
    String shown =
        texts.stream().limit(MOST_SHOWN).map(Cells::quoted).collect(Collectors.joining(", "));
    int rest = texts.size() - MOST_SHOWN;
    return rest > 0 ? shown + " and " + rest + " more" : shown;
  }
}
