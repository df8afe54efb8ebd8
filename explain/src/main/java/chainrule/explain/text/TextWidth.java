// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import java.util.stream.IntStream;

/**
 * How many columns of a terminal text takes: wide letters take two, combining marks none.
 *
 * <p>Source: Unicode Standard Annex 11, East Asian Width (classes W and F; ambiguous ones as 1).
 */
public final class TextWidth {

  /** First and last of each range of wide characters, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf,
    0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6,
    0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x20000, 0x2fffd, 0x30000, 0x3fffd
  };

  private TextWidth() {}

  /** The columns that a text takes. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The columns that a code point takes: 0, 1 or 2. */
  public static int of(int letter) {
    int type = Character.getType(letter);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        IntStream.range(0, WIDE.length / 2)
            .anyMatch(range -> letter >= WIDE[2 * range] && letter <= WIDE[2 * range + 1]);
    return wide ? 2 : 1;
  }

  /** The text with spaces after it, up to a width. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** The text with spaces before it, up to a width. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }
}
