// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.LatexFormula;
import chainrule.explain.text.LatexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Writes a page as rows for the environment {@code align*} of amsmath. Equations are aligned at
 * their first equals sign, with the words of their line beside them; other lines are {@code
 * \intertext}, which must not come first.
 */
public final class LatexPage {

  private static final String ROW_END = " \\\\\n";

  private final LatexFormula formulas;

  /**
   * A writer.
   *
   * @param numbers how a number is written in plain text
   */
  public LatexPage(DoubleFunction<String> numbers) {
    formulas = new LatexFormula(numbers);
  }

  /** The rows; put them between {@code \begin{align*}} and {@code \end{align*}}. */
  public String of(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading(List<Piece> pieces) -> between("\\textbf{" + words(pieces) + "}", text);
        case Block.Line(_, int number, List<Piece> pieces) -> line(number, pieces, text);
        case Block.Grid grid -> row("& " + table(grid), text);
      }
    }
    return withoutLastBreak(text);
  }

  /** A break behind the last row would make an empty one. */
  private static String withoutLastBreak(StringBuilder text) {
    int end = text.length() - ROW_END.length();
    return text.toString().endsWith(ROW_END) ? text.substring(0, end) + "\n" : text.toString();
  }

  private void line(int number, List<Piece> pieces, StringBuilder text) {
    List<Piece> label = new ArrayList<>();
    if (number > 0) {
      label.add(new Piece.Words(number + ". "));
    }
    if (pieces.stream().noneMatch(Piece.Display.class::isInstance)) {
      label.addAll(pieces);
      between(words(label), text);
      return;
    }
    List<String> rows = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Display(Formula.Equality equation)) {
        rows.add(equation(equation) + beside(label));
        label.clear();
      } else {
        label.add(piece);
      }
    }
    int last = rows.size() - 1;
    boolean isFree = !rows.get(last).contains(" && ");
    rows.set(last, rows.get(last) + (isFree ? beside(label) : after(label)));
    rows.forEach(row -> row(row, text));
  }

  /** Words for the second column; nothing if they are but marks. */
  private String beside(List<Piece> label) {
    String words = says(label) ? mathematics(label) : "";
    return words.isEmpty() ? "" : " && " + words;
  }

  private String after(List<Piece> label) {
    return says(label) ? "\\quad " + mathematics(label) : "";
  }

  private static boolean says(List<Piece> label) {
    return label.stream()
        .anyMatch(piece ->
            !(piece instanceof Piece.Words(String words))
                || words.codePoints().anyMatch(Character::isLetter));
  }

  private static void row(String row, StringBuilder text) {
    text.append(row).append(ROW_END);
  }

  private static void between(String words, StringBuilder text) {
    if (text.isEmpty()) {
      text.append("&\\text{").append(words).append('}').append(ROW_END);
    } else {
      text.append("\\intertext{").append(words).append("}\n");
    }
  }

  /** Words with formulas between dollar signs. */
  private String words(List<Piece> pieces) {
    return pieces.stream()
        .map(piece ->
            piece instanceof Piece.Words(String words)
                ? LatexNames.escaped(words)
                : "$" + formula(piece) + "$")
        .collect(Collectors.joining())
        .strip();
  }

  /** The same where mathematics stand. */
  private String mathematics(List<Piece> pieces) {
    return "\\text{" + words(pieces).replaceAll("^[:：;；,，]\\s*|\\s*[:：;；,，]$", "") + "}";
  }

  private String formula(Piece piece) {
    return switch (piece) {
      case Piece.Words(String words) -> LatexNames.text(words);
      case Piece.Inline(Formula formula) -> formulas.of(formula);
      case Piece.Display(Formula.Equality equation) -> formulas.of(equation);
    };
  }

  private String equation(Formula.Equality equation) {
    List<Formula> sides = equation.sides();
    if (sides.size() < 2) {
      return "&" + formulas.of(equation);
    }
    Formula rest = new Formula.Equality(sides.subList(1, sides.size()));
    return formulas.of(sides.getFirst()) + " &= " + formulas.of(rest);
  }

  private String table(Block.Grid grid) {
    List<List<List<Piece>>> rows = new ArrayList<>(List.of(grid.header()));
    rows.addAll(grid.rows());
    return rows.stream()
        .map(cells -> cells.stream().map(this::cell).collect(Collectors.joining(" & ")))
        .collect(
            Collectors.joining(
                " \\\\ ",
                "\\begin{array}{" + "l".repeat(grid.header().size()) + "} ",
                " \\end{array}"));
  }

  private String cell(List<Piece> pieces) {
    return pieces.isEmpty() ? "" : pieces.stream().map(this::formula).collect(Collectors.joining());
  }
}
