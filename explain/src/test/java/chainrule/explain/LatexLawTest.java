// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows for align* are well-formed for random circuits: what a compiler would stumble over. */
class LatexLawTest {

  private static final int CIRCUITS = 60;
  private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
  private static final Pattern ENVIRONMENT =
      Pattern.compile("\\\\begin\\{(\\w+)}((?!\\\\begin).)*?\\\\end\\{\\1}");
  private static final Set<String> KNOWN =
      Set.of(
          "begin",
          "end",
          "bmatrix",
          "cases",
          "cdot",
          "cos",
          "exp",
          "frac",
          "ge",
          "lnot",
          "ne",
          "quad",
          "infty",
          "intertext",
          "le",
          "left",
          "log",
          "mathit",
          "mathrm",
          "max",
          "min",
          "odot",
          "operatorname",
          "partial",
          "right",
          "sigma",
          "sin",
          "sqrt",
          "sum",
          "tanh",
          "text",
          "textbf",
          "textstyle",
          "top");

  @ParameterizedTest
  @EnumSource(Language.class)
  void rows_are_balanced_and_use_commands_of_amsmath(Language language) {
    Set<String> used = new TreeSet<>();
    for (long seed = 0; seed < CIRCUITS; seed++) {
      String latex = RandomCircuit.of(seed).explain().language(language).latex();
      COMMAND.matcher(latex).results().map(found -> found.group(1)).forEach(used::add);
      List<String> rows = latex.lines().toList();
      for (String row : rows) {
        assertThat(problem(row, row.equals(rows.getLast()))).as("seed %d: %s", seed, row).isEmpty();
      }
      assertThat(latex).as("seed %d", seed).doesNotStartWith("\\intertext").endsWith("\n");
    }
    assertThat(KNOWN).containsAll(used);
  }

  private static String problem(String row, boolean isLast) {
    if (!row.startsWith("\\intertext{") && row.endsWith(" \\\\") == isLast) {
      return "no end of the row";
    }
    if (row.startsWith("\\intertext{") && !row.endsWith("}")) {
      return "something behind the words";
    }
    String flat = row;
    while (ENVIRONMENT.matcher(flat).find()) {
      flat = ENVIRONMENT.matcher(flat).replaceAll("");
    }
    if (!row.startsWith("\\intertext{") && flat.replace("\\&", "").split("&", -1).length > 4) {
      return "too many columns";
    }
    return unbalanced(row);
  }

  private static String unbalanced(String row) {
    Deque<String> open = new ArrayDeque<>();
    for (MatchResult found :
        Pattern.compile("\\\\left|\\\\right|\\\\begin\\{\\w+}|\\\\end\\{\\w+}|(?<!\\\\)[{}$]")
            .matcher(row)
            .results()
            .toList()) {
      String token = found.group();
      String start =
          switch (token) {
            case "}" -> "{";
            case "\\right" -> "\\left";
            default -> token.replace("\\end", "\\begin");
          };
      boolean closes = !start.equals(token) || (token.equals("$") && "$".equals(open.peek()));
      if (!closes) {
        open.push(token);
      } else if (!start.equals(open.poll())) {
        return token + " closes nothing";
      }
    }
    return open.isEmpty() ? "" : open + " is not closed";
  }
}
