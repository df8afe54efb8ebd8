// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

/** Which characters mean the same, and which may stand in names. */
final class Letters {

  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int FULL_WIDTH_OFFSET = 0xFEE0;

  private Letters() {}

  /** The ASCII character that a character stands for, or itself. */
  static int plain(int letter) {
    if (letter >= FULL_WIDTH_FIRST && letter <= FULL_WIDTH_LAST) {
      return letter - FULL_WIDTH_OFFSET;
    }
    return switch (letter) {
      // Minus sign, en dash.
      case 0x2212, 0x2013 -> '-';
      // Times, middle dot, dot operator, asterisk operator, circled dot, katakana middle dot.
      case 0x00D7, 0x00B7, 0x22C5, 0x2217, 0x2299, 0x30FB -> '*';
      // Division sign, division slash.
      case 0x00F7, 0x2215 -> '/';
      // Prime, right quotation mark as some keyboards put it, superscript T.
      case 0x2032, 0x2019, 0x1D40 -> '\'';
      default -> letter;
    };
  }

  static boolean isBlank(int letter) {
    return letter == ' '
        || letter == '\t'
        || Character.getType(letter) == Character.SPACE_SEPARATOR
        || letter == 0xFEFF;
  }

  static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  static boolean startsName(int letter) {
    return letter == '_' || (Character.isLetter(letter) && !isSuperscript(letter));
  }

  static boolean continuesName(int letter) {
    return startsName(letter)
        || Character.isDigit(letter)
        || isSubscript(letter)
        || switch (Character.getType(letter)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }

  private static boolean isSubscript(int letter) {
    return letter >= 0x2080 && letter <= 0x2089;
  }

  /** Raised digits, signs and letters. */
  static boolean isSuperscript(int letter) {
    return letter == 0x00B2
        || letter == 0x00B3
        || letter == 0x00B9
        || (letter >= 0x2070 && letter <= 0x207F)
        || letter == 0x1D40;
  }
}
