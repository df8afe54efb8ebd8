// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The equation of a sum of products as a user writes it, such as {@code "...ij,...jk->...ik"}.
 *
 * <p>Axes under an ellipsis get Greek letters, the last axis alpha, so that they meet from the
 * right as axes do when shapes broadcast.
 */
final class Equation {

  private static final String DOTS = "...";
  private static final String ARROW = "->";
  private static final char LAST = 'α';
  private static final int MOST_SHOWN = 100;

  private final String text;
  private final List<Shape> shapes;

  private Equation(String text, List<Shape> shapes) {
    this.text = text;
    this.shapes = shapes;
  }

  /** The letters of each operand, then those of the result. */
  static List<String> terms(String equation, List<Shape> shapes) {
    return new Equation(equation, shapes).terms();
  }

  private List<String> terms() {
    String dense = text.replace(" ", "");
    if (dense.isEmpty()) {
      throw error("is empty", "write the letters of each operand, as in \"ij,jk->ik\"");
    }
    int arrow = dense.indexOf(ARROW);
    String left = arrow < 0 ? dense : dense.substring(0, arrow);
    List<String> given = List.of(left.split(",", -1));
    if (given.size() != shapes.size()) {
      throw error(
          "names " + count(given.size(), "operand") + "; there are " + shapes.size(),
          "write one group of letters for each operand, with commas between");
    }
    List<String> terms = new ArrayList<>();
    for (int slot = 0; slot < given.size(); slot++) {
      checkCharacters(given.get(slot), "operand " + slot);
      terms.add(spelled(slot, given.get(slot)));
    }
    String known = String.join("", terms);
    String result = arrow < 0 ? implicit(known) : explicit(dense.substring(arrow + 2), known);
    terms.add(result);
    return List.copyOf(terms);
  }

  /** Letters and one ellipsis. */
  private void checkCharacters(String term, String place) {
    int dots = term.indexOf(DOTS);
    String rest = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + DOTS.length());
    for (int index = 0; index < rest.length(); index++) {
      char each = rest.charAt(index);
      if (each == '.') {
        throw error(
            "has dots in " + place + ", " + quoted(term) + ", that are no ellipsis",
            "an ellipsis is three dots, at most one in each group of letters");
      }
      if (!isLetter(each)) {
        throw error(
            "has '" + each + "' in " + place + ", " + quoted(term),
            "use letters a to z and A to Z, commas, ... and one ->");
      }
    }
  }

  private static boolean isLetter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
  }

  /** An operand's letters with the ellipsis spelled out. */
  private String spelled(int slot, String term) {
    Shape shape = shapes.get(slot);
    int dots = term.indexOf(DOTS);
    int letters = dots < 0 ? term.length() : term.length() - DOTS.length();
    if (dots < 0 ? letters != shape.rank() : letters > shape.rank()) {
      throw new ShapeException(
          start()
              + " gives operand "
              + slot
              + " "
              + Letterings.axes("x".repeat(letters))
              + (dots < 0 ? "" : " or more")
              + ", "
              + quoted(term)
              + "; it is "
              + shape,
          letters > shape.rank()
              ? "write one letter for each of its axes"
              : "write one letter for each of its axes, or ... for those that have none");
    }
    return term.replace(DOTS, greek(shape.rank() - letters));
  }

  /** The letters of this many axes under an ellipsis. */
  private static String greek(int count) {
    StringBuilder letters = new StringBuilder();
    for (int back = count - 1; back >= 0; back--) {
      letters.append((char) (LAST + back));
    }
    return letters.toString();
  }

  /** The axes under an ellipsis, then the letters that stand once, in the order of the alphabet. */
  private static String implicit(String known) {
    return greek(covered(known))
        + known
            .chars()
            .filter(letter -> letter < LAST && known.indexOf(letter) == known.lastIndexOf(letter))
            .sorted()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  /** How many axes an ellipsis of the result has. */
  private static int covered(String known) {
    return Math.max(0, known.chars().map(letter -> letter - LAST + 1).max().orElse(0));
  }

  private String explicit(String term, String known) {
    if (term.contains(",")) {
      throw error("has a comma after the ->", "write one group of letters for the result");
    }
    checkCharacters(term, "the result");
    String result = term.replace(DOTS, greek(covered(known)));
    for (int place = 0; place < result.length(); place++) {
      char letter = result.charAt(place);
      if (known.indexOf(letter) < 0) {
        throw error(
            "has '" + letter + "' in the result, which no operand has",
            "take letters of the operands: those left out are summed over");
      }
      if (result.indexOf(letter) < place) {
        throw error(
            "has '" + letter + "' twice in the result",
            "write each letter of the result once; for a diagonal matrix multiply by an identity");
      }
    }
    return result;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private String start() {
    return "einsum: equation " + quoted(text);
  }

  /** A text in an error, cut where it is too long to read. */
  private static String quoted(String text) {
    return "\""
        + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...")
        + "\"";
  }

  private ArgumentException error(String fact, String fix) {
    return new ArgumentException(start() + " " + fact + "; operands are " + shapes, fix);
  }
}
