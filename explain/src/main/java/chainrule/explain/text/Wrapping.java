// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks lines that are wider than a terminal: at blanks, and behind wide letters, which may stand
 * alone. What follows is indented by two more than the line, or by the width of its number.
 */
public final class Wrapping {

  private static final int HANGING = 2;

  /** The number of a list. */
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d+\\. )");

  /** What must not begin a line. */
  private static final String CLOSING = "，。；：、！？）」』”%)],.;:";

  private Wrapping() {}

  /**
   * The lines of a text, none wider than {@code columns} but where a word is.
   *
   * @param columns 20 or more
   */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(line -> wrap(line, columns, lines));
    return lines;
  }

  private static void wrap(String line, int columns, List<String> lines) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    String rest = line.stripTrailing();
    Matcher number = NUMBER.matcher(rest);
    String hanging = " ".repeat(number.lookingAt() ? number.group(1).length() : HANGING);
    String before = "";
    while (TextWidth.of(before + rest) > columns) {
      int end = fitting(rest, columns - TextWidth.of(before));
      if (end <= 0) {
        break;
      }
      lines.add((before + rest.substring(0, end)).stripTrailing());
      rest = rest.substring(end).stripLeading();
      before = indent + hanging;
    }
    lines.add(before + rest);
  }

  /** Where the part that fits ends; 0 if there is no place to break. */
  private static int fitting(String text, int columns) {
    int width = 0;
    int best = 0;
    int start = text.length() - text.stripLeading().length();
    for (int at = 0; at < text.length(); ) {
      int letter = text.codePointAt(at);
      width += TextWidth.of(letter);
      int next = at + Character.charCount(letter);
      if (width > columns && letter != ' ') {
        return best;
      }
      if (at >= start && next < text.length() && isBreak(text, at, next)) {
        best = next;
      }
      at = next;
    }
    return best;
  }

  private static boolean isBreak(String text, int at, int after) {
    int letter = text.codePointAt(at);
    int next = text.codePointAt(after);
    if (CLOSING.indexOf(next) >= 0 || next == ' ') {
      return false;
    }
    if (letter == ' ') {
      // An equals sign stays with its sides.
      return next != '=' && (at == 0 || text.charAt(at - 1) != '=');
    }
    return TextWidth.of(letter) == 2 || TextWidth.of(next) == 2;
  }
}
