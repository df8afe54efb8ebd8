// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

/** Text from a file as it may stand in a message: on one line, printable, not long. */
final class Printable {
  private static final int LONGEST = 80;

  private Printable() {}

  static String of(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return start.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}\\u2028\\u2029]", "?");
  }

  static String quoted(String text) {
    return '"' + of(text) + '"';
  }
}
