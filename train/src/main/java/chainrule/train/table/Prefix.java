// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/** What a code such as {@code C85} begins with. */
final class Prefix {

  private static final int LONGEST = 8;

  private Prefix() {}

  /** The letters at the beginning, at most 8; none for a number. */
  static String of(String text) {
    int end = 0;
    while (end < text.length() && end < LONGEST && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
