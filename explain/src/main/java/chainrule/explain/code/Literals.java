// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and names as Java writes them. */
final class Literals {

  /** The most elements that are written as an initializer; longer ones are read from text. */
  private static final int FEW = 64;

  /** Numbers in one piece of text, which a class file limits to 65535 bytes. */
  private static final int PIECE = 2000;

  private static final int IN_A_ROW = 8;

  private Literals() {}

  /** A number that reads back as it is; a negative one in parentheses. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return 1 / value < 0 || value < 0 ? "(" + value + ")" : Double.toString(value);
  }

  /** The same where no operator stands before it. */
  static String alone(double value) {
    String text = of(value);
    return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
  }

  /** What an array is set to. */
  static String of(double[] values, Routines used) {
    if (values.length <= FEW) {
      return Arrays.stream(values)
          .mapToObj(Literals::alone)
          .collect(Collectors.joining(", ", "{", "}"));
    }
    StringBuilder text = new StringBuilder();
    for (int start = 0; start < values.length; start += PIECE) {
      text.append(start == 0 ? "" : ", ").append("\"\"\"\n");
      int end = Math.min(values.length, start + PIECE);
      for (int i = start; i < end; i++) {
        boolean isLast = i == end - 1 || (i - start) % IN_A_ROW == IN_A_ROW - 1;
        text.append((i - start) % IN_A_ROW == 0 ? "        " : " ")
            .append(values[i])
            .append(isLast ? "\n" : "");
      }
      text.append("        \"\"\"");
    }
    return used.call(Routine.NUMBERS, text.toString());
  }

  /** A string. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(letter -> {
          if (letter == '"' || letter == '\\') {
            quoted.append('\\').append((char) letter);
          } else if (Character.isISOControl(letter)) {
            quoted.append(String.format(Locale.ROOT, "\\%03o", letter));
          } else {
            quoted.append((char) letter);
          }
        });
    return quoted.append('"').toString();
  }
}
