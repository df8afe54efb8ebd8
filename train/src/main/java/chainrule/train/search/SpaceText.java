// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads spaces from text. */
final class SpaceText {

  private static final String EXAMPLE = "write it as lr=1e-4..1e-1:log,hidden=16|32|64";
  private static final String BETWEEN = "..";
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{0,30}\\.?[0-9]{1,30}([eE][-+]?[0-9]{1,4})?");

  private SpaceText() {}

  static SearchSpace parse(String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new ArgumentException(
          "space: " + text.length() + " characters; needs 1 to " + longest, EXAMPLE);
    }
    return new SearchSpace(
        Arrays.stream(text.split(",", -1)).map(part -> dimension(part.strip())).toList());
  }

  private static Dimension dimension(String text) {
    int sign = text.indexOf('=');
    if (sign < 0) {
      throw new ArgumentException("space: \"" + text + "\" has no =", EXAMPLE);
    }
    String name = text.substring(0, sign).strip();
    String values = text.substring(sign + 1).strip();
    Names.check(name);
    return values.contains(BETWEEN)
        ? range(name, values)
        : new Dimension.Choices(name, List.of(values.split("\\|", -1)));
  }

  private static Dimension range(String name, String text) {
    List<String> parts = List.of(text.split(":", -1));
    String ends = parts.getFirst();
    int between = ends.indexOf(BETWEEN);
    if (between < 0) {
      throw unknown(name, text);
    }
    Bounds bounds =
        new Bounds(
            number(name, ends.substring(0, between)),
            number(name, ends.substring(between + BETWEEN.length())));
    boolean isLog = false;
    boolean isWhole = false;
    OptionalInt count = OptionalInt.empty();
    for (String part : parts.subList(1, parts.size())) {
      if (part.equals("log") && !isLog) {
        isLog = true;
      } else if (part.equals("int") && !isWhole) {
        isWhole = true;
      } else if (part.matches("[0-9]{1,9}") && count.isEmpty()) {
        count = OptionalInt.of(Integer.parseInt(part));
      } else {
        throw unknown(name, ":" + part);
      }
    }
    return new Dimension.Range(name, bounds, isLog, isWhole, count);
  }

  private static ArgumentException unknown(String name, String text) {
    return new ArgumentException(
        "space: " + name + ": \"" + text + "\" is not known",
        "a range is LOW..HIGH, then :log, :int or :N for the points of a grid, each once at most");
  }

  private static double number(String name, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new ArgumentException(
          "space: " + name + ": \"" + text + "\" is no number", "a range is LOW..HIGH");
    }
    return Double.parseDouble(text);
  }
}
