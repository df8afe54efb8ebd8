// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.PlainFormula;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a page as Markdown (CommonMark, with the tables of GitHub). */
public final class MarkdownPage {

  private final PlainFormula formulas;

  /**
   * A writer.
   *
   * @param numbers how a number is written
   */
  public MarkdownPage(DoubleFunction<String> numbers) {
    formulas = new PlainFormula(numbers);
  }

  /** The page; headings are of the third level. */
  public String of(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    Block before = new Block.Heading(List.of());
    for (Block block : blocks) {
      boolean sameList =
          block instanceof Block.Line line
              && line.depth() > 0
              && before instanceof Block.Line last
              && last.depth() > 0;
      text.append(text.isEmpty() || sameList ? "" : "\n").append(block(block)).append('\n');
      before = block;
    }
    return text.toString();
  }

  private String block(Block block) {
    return switch (block) {
      case Block.Heading(List<Piece> pieces) -> "### " + line(pieces);
      case Block.Line line -> mark(line) + line(line.pieces());
      case Block.Grid grid -> table(grid);
    };
  }

  private static String mark(Block.Line line) {
    return switch (line.depth()) {
      case 0 -> "";
      case 1 -> line.number() > 0 ? line.number() + ". " : "- ";
      default -> "    - ";
    };
  }

  private String table(Block.Grid grid) {
    String rule = "|" + " --- |".repeat(grid.header().size());
    return Stream.concat(Stream.of(row(grid.header()), rule), grid.rows().stream().map(this::row))
        .collect(Collectors.joining("\n"));
  }

  private String row(List<List<Piece>> cells) {
    return cells.stream()
        .map(cell -> line(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String line(List<Piece> pieces) {
    return pieces.stream().map(this::piece).collect(Collectors.joining()).strip();
  }

  private String piece(Piece piece) {
    return switch (piece) {
      case Piece.Words(String words) -> escaped(words);
      case Piece.Inline(Formula formula) -> code(formulas.of(formula));
      case Piece.Display(Formula.Equality equation) -> code(formulas.of(equation));
    };
  }

  private static String code(String formula) {
    return formula.isEmpty() ? "" : "`" + formula + "`";
  }

  private static String escaped(String words) {
    return words.replaceAll("([\\\\`*_<>#\\[\\]])", "\\\\$1");
  }
}
