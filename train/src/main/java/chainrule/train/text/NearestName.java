// SPDX-License-Identifier: Apache-2.0
package chainrule.train.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the names in a file a mistyped one may have been meant to be. */
public final class NearestName {

  private static final int LONGEST = 100;

  private NearestName() {}

  /** The closest name, the first of several, unless that would be guessing. */
  public static Optional<String> to(String word, List<String> names) {
    String lower = word.toLowerCase(Locale.ROOT);
    int least = (word.length() + 1) / 3 + 1;
    Optional<String> best = Optional.empty();
    if (word.length() > LONGEST) {
      return best;
    }
    for (String name : names) {
      if (name.length() <= LONGEST) {
        int distance = distance(lower, name.toLowerCase(Locale.ROOT));
        if (distance < least) {
          least = distance;
          best = Optional.of(name);
        }
      }
    }
    return best;
  }

  /**
   * The number of letters to insert, delete or replace.
   *
   * <p>Source: Levenshtein 1966, "Binary codes capable of correcting deletions, insertions, and
   * reversals".
   */
  static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
