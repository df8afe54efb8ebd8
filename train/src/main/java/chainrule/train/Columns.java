// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.lang.Character.UnicodeScript;

/** The width of text on a terminal. */
public final class Columns {

  private static final int FULL_WIDTH_FROM = 0xFF01;
  private static final int FULL_WIDTH_TO = 0xFF60;
  private static final int CJK_MARKS_FROM = 0x3000;
  private static final int CJK_MARKS_TO = 0x303F;

  private Columns() {}

  /** Columns that a text takes: two for each Chinese character or full-width sign. */
  public static int width(String text) {
    return text.codePoints().map(code -> isWide(code) ? 2 : 1).sum();
  }

  private static boolean isWide(int code) {
    return UnicodeScript.of(code) == UnicodeScript.HAN
        || (code >= FULL_WIDTH_FROM && code <= FULL_WIDTH_TO)
        || (code >= CJK_MARKS_FROM && code <= CJK_MARKS_TO);
  }
}
