// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes names in LaTeX: Greek letters as such, what follows the first letters as an index. */
public final class LatexNames {

  private static final List<String> GREEK =
      List.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
          "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega",
          "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega");

  /** Letters of the same order; epsilon and so on have no other name. */
  private static final String GREEK_LETTERS = "αβγδεζηθικλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ";

  private static final Set<String> COMMANDS =
      Set.of("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min");

  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "sigmoid",
          "\\sigma",
          "sum",
          "\\textstyle\\sum",
          "asin",
          "\\arcsin",
          "acos",
          "\\arccos",
          "atan",
          "\\arctan",
          "log2",
          "\\log_2",
          "log10",
          "\\log_{10}");

  /** Letters, then an index with or without an underscore. */
  private static final Pattern INDEXED = Pattern.compile("(.*?[^\\d_₀-₉])_?([\\d₀-₉]+|_.+)");

  private LatexNames() {}

  /** A name, for a place where mathematics stand. */
  public static String of(String name) {
    Matcher indexed = INDEXED.matcher(name);
    int underscore = name.indexOf('_');
    if (underscore > 0 && underscore < name.length() - 1) {
      return letters(name.substring(0, underscore))
          + "_{"
          + letters(name.substring(underscore + 1))
          + "}";
    }
    return indexed.matches()
        ? letters(indexed.group(1)) + "_{" + digits(indexed.group(2)) + "}"
        : letters(name);
  }

  /** The name of a function, for a place where mathematics stand. */
  public static String function(String name) {
    if (COMMANDS.contains(name)) {
      return "\\" + name;
    }
    return FUNCTIONS.getOrDefault(name, "\\operatorname{" + name + "}");
  }

  /** Words among mathematics. */
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

  private static String letters(String word) {
    if (GREEK.contains(word)) {
      return "\\" + word;
    }
    int greek = word.length() == 1 ? GREEK_LETTERS.indexOf(word) : -1;
    if (greek >= 0) {
      return "\\" + GREEK.get(greek);
    }
    String plain = digits(word);
    if (plain.codePointCount(0, plain.length()) == 1
        || plain.chars().allMatch(Character::isDigit)) {
      return plain.equals("_") ? "\\_" : plain;
    }
    boolean isPlain = plain.matches("[A-Za-z0-9_.]+");
    return isPlain ? "\\mathit{" + plain.replace("_", "\\_") + "}" : text(plain);
  }

  /** Lowered digits as plain ones. */
  private static String digits(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(letter -> letter >= 0x2080 && letter <= 0x2089 ? letter - 0x2080 + '0' : letter)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
