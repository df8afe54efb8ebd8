// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes names and words so that LaTeX shows them and nothing else. */
public final class LatexNames {

  private static final Pattern INDEXED = Pattern.compile("([A-Za-z])_?([0-9]+)");
  private static final Pattern SUBSCRIPT = Pattern.compile("([A-Za-z])_([A-Za-z0-9]+)");

  private LatexNames() {}

  /** A name in mathematics: x, w_{0} for w0 and w_0, {@code \mathit{hidden.weight}}. */
  public static String name(String id) {
    Matcher indexed = INDEXED.matcher(id);
    Matcher subscript = SUBSCRIPT.matcher(id);
    if (id.matches("[A-Za-z]")) {
      return id;
    }
    if (indexed.matches()) {
      return indexed.group(1) + "_{" + indexed.group(2) + "}";
    }
    if (subscript.matches()) {
      return subscript.group(1) + "_{\\mathit{" + subscript.group(2) + "}}";
    }
    return id.matches("[A-Za-z0-9_.]+") ? "\\mathit{" + escaped(id) + "}" : text(id);
  }

  /** Words in mathematics. */
  public static String text(String words) {
    return "\\text{" + escaped(words) + "}";
  }

  /** Words with every character that LaTeX takes for a command written out. */
  public static String escaped(String words) {
    StringBuilder text = new StringBuilder();
    words.codePoints().forEach(letter -> text.append(escaped(letter)));
    return text.toString();
  }

  private static String escaped(int letter) {
    return switch (letter) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '_', '#', '%', '&', '$', '{', '}' -> "\\" + Character.toString(letter);
      default -> Character.toString(letter);
    };
  }
}
