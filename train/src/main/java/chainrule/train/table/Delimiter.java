// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

/** Finds out by what the fields of a line are separated. */
final class Delimiter {

  /** In this order where several would do. */
  private static final char[] CANDIDATES = {',', ';', '\t', '|'};

  private static final int MOST_LINES = 64;

  private Delimiter() {}

  /**
   * The separator of a text: the one that stands as often in most lines as in the first, and most
   * often there; a comma if there is none.
   *
   * @param text the beginning of a file
   */
  static char of(CharSequence text) {
    char best = CANDIDATES[0];
    long bestScore = 0;
    for (char candidate : CANDIDATES) {
      long score = score(text, candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** Lines that agree with the first, then separators in the first; 0 without any. */
  private static long score(CharSequence text, char separator) {
    int first = -1;
    int lines = 0;
    int alike = 0;
    int found = 0;
    int length = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length() && lines < MOST_LINES; i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        if (length > 0) {
          first = first < 0 ? found : first;
          alike += found == first ? 1 : 0;
          lines++;
        }
        found = 0;
        length = 0;
      } else {
        length++;
        found += !quoted && c == separator ? 1 : 0;
      }
    }
    first = first < 0 ? found : first;
    return first == 0 ? 0 : 100L * alike / Math.max(1, lines) * 1_000_000 + Math.min(first, 99_999);
  }
}
