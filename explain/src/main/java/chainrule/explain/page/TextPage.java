// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import chainrule.explain.formula.Formula;
import chainrule.explain.formula.PlainFormula;
import chainrule.explain.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a page for a terminal. */
public final class TextPage {

  private static final int INDENT = 2;

  private final PlainFormula formulas;

  /**
   * A writer.
   *
   * @param numbers how a number is written
   */
  public TextPage(DoubleFunction<String> numbers) {
    formulas = new PlainFormula(numbers);
  }

  /** The page; a blank line before each heading but the first. */
  public String of(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading(List<Piece> pieces) ->
            text.append(text.isEmpty() ? "" : "\n").append(line(pieces)).append('\n');
        case Block.Line line -> text.append(line(line)).append('\n');
        case Block.Grid grid -> lines(grid).forEach(row -> text.append(row).append('\n'));
      }
    }
    return text.toString();
  }

  /** The pieces in one line. */
  public String line(List<Piece> pieces) {
    return pieces.stream().map(this::piece).collect(Collectors.joining());
  }

  private String piece(Piece piece) {
    return switch (piece) {
      case Piece.Words(String words) -> words;
      case Piece.Inline(Formula formula) -> formulas.of(formula);
      case Piece.Display(Formula.Equality equation) -> formulas.of(equation);
    };
  }

  private String line(Block.Line line) {
    String mark = line.number() > 0 ? line.number() + ". " : "";
    int indent = line.depth() == 0 ? 0 : line.depth() == 1 ? INDENT : INDENT + 3;
    return (" ".repeat(indent) + mark + line(line.pieces())).stripTrailing();
  }

  private Stream<String> lines(Block.Grid grid) {
    List<List<String>> cells = new ArrayList<>();
    Stream.concat(Stream.of(grid.header()), grid.rows().stream())
        .forEach(row -> cells.add(row.stream().map(this::line).toList()));
    int[] widths =
        IntStream.range(0, grid.header().size())
            .map(column ->
                cells.stream().mapToInt(row -> TextWidth.of(row.get(column))).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> row(row, widths));
  }

  private static String row(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> TextWidth.left(cells.get(column), widths[column]))
        .collect(Collectors.joining("  ", " ".repeat(INDENT), ""))
        .stripTrailing();
  }
}
