// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Numbers as people type them: 1, 1.5, .5, 5., 1e-3, 1_000. */
final class Numerals {

  /** The longest number, in characters. */
  private static final int LONGEST = 1_000;

  /** A number, or what is wrong with it. */
  record Reading(double value, Optional<Problem> problem) {}

  private Numerals() {}

  /** Where the number that begins at a place ends. */
  static int end(IntUnaryOperator letters, int place) {
    int end = digits(letters, place);
    int letter = letters.applyAsInt(end);
    if (letter == 'e' || letter == 'E') {
      int sign = letters.applyAsInt(end + 1);
      int first = sign == '+' || sign == '-' ? end + 2 : end + 1;
      if (Letters.isDigit(letters.applyAsInt(first))) {
        end = digits(letters, first);
      }
    }
    return end;
  }

  private static int digits(IntUnaryOperator letters, int place) {
    int end = place;
    int letter = letters.applyAsInt(end);
    while (Letters.isDigit(letter) || letter == '_' || letter == '.') {
      letter = letters.applyAsInt(++end);
    }
    return end;
  }

  /**
   * Reads a number.
   *
   * @param typed its characters
   * @param next the character after it
   */
  static Reading read(String typed, int next) {
    StringBuilder plain = new StringBuilder(typed.length());
    typed.codePoints().map(Letters::plain).forEach(plain::appendCodePoint);
    String text = plain.toString();
    Optional<Problem> problem = problem(text, next);
    if (problem.isPresent()) {
      return new Reading(0, problem);
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      return new Reading(value, Optional.of(Problem.NUMBER_LARGE));
    }
    boolean vanished = value == 0 && text.split("[eE]", 2)[0].matches(".*[1-9].*");
    return new Reading(value, vanished ? Optional.of(Problem.NUMBER_SMALL) : Optional.empty());
  }

  private static Optional<Problem> problem(String text, int next) {
    if (text.length() > LONGEST) {
      return Optional.of(Problem.NUMBER_LONG);
    }
    if (text.equals("0") && "xXbBoO".indexOf(next) >= 0) {
      return Optional.of(Problem.NUMBER_BASE);
    }
    if (text.matches(".*\\..*\\..*")) {
      return Optional.of(Problem.NUMBER_POINTS);
    }
    if (text.matches(".*[eE].*\\..*")) {
      return Optional.of(Problem.NUMBER_EXPONENT);
    }
    if (("." + text + ".").matches(".*([^0-9]_|_[^0-9]).*")) {
      return Optional.of(Problem.NUMBER_UNDERSCORE);
    }
    return Optional.empty();
  }
}
