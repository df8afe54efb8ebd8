// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A text such as {@code norm:1}, read word by word; errors name it whole. */
final class Words {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private final String what;
  private final String text;
  private final Deque<String> left;

  private Words(String what, String text) {
    this.what = what;
    this.text = text;
    left = new ArrayDeque<>(List.of(text.strip().split(":", -1)));
  }

  /**
   * The words of a text, between colons.
   *
   * @param what it describes, as errors say
   */
  static Words of(String what, String text) {
    return new Words(what, text);
  }

  /** A number as short as it can be read again: 1 rather than 1.0. */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e7;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /** The number that a word is, if it is one. */
  static Optional<Double> numberIn(String word) {
    return NUMBER.matcher(word.strip()).matches()
        ? Optional.of(Double.parseDouble(word.strip()))
        : Optional.empty();
  }

  /** Whether there is another word. */
  boolean hasMore() {
    return !left.isEmpty();
  }

  /** The next word, one of some. */
  String choice(Collection<String> names) {
    String word = left.remove().strip();
    if (!names.contains(word)) {
      String nearest = nearest(word, names).map(name -> "; did you mean " + name + "?").orElse("");
      throw new ArgumentException(
          what + ": no \"" + word + "\" in \"" + text + "\"" + nearest, "use one of " + names);
    }
    return word;
  }

  /** The next word. */
  String word(String needed) {
    if (left.isEmpty()) {
      throw failure("ends too soon; needs " + needed);
    }
    return left.remove().strip();
  }

  /** The next word, a number. */
  double number(String needed) {
    String word = word(needed);
    return numberIn(word)
        .orElseThrow(() -> failure("\"" + word + "\" is no number; needs " + needed));
  }

  /** The next word, a number, or another if there is none. */
  double number(String needed, double otherwise) {
    return left.isEmpty() ? otherwise : number(needed);
  }

  /** The next word, a whole number. */
  long whole(String needed) {
    return whole(word(needed), needed);
  }

  /** A whole number. */
  long whole(String word, String needed) {
    double value = numberIn(word).orElse(Double.NaN);
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw failure("\"" + word + "\" is no whole number; needs " + needed);
    }
    return (long) value;
  }

  /** Nothing is left. */
  void end() {
    if (!left.isEmpty()) {
      throw failure("goes on with \"" + left.getFirst() + "\"; needs nothing there");
    }
  }

  /** What is wrong with the text. */
  ArgumentException failure(String fact) {
    return new ArgumentException(what + ": \"" + text + "\": " + fact);
  }

  /** The name closest to a word, unless that would be guessing. */
  static Optional<String> nearest(String word, Collection<String> names) {
    int most = Math.max(1, word.length() / 2);
    return names.stream()
        .filter(name -> distance(word, name) <= most)
        .min(Comparator.comparingInt((String name) -> distance(word, name)));
  }

  /** The number of letters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      int diagonal = i;
      for (int j = 0; j <= to.length(); j++) {
        int above = row[j];
        if (i == 0 || j == 0) {
          row[j] = i + j;
        } else {
          int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        }
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
