// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.page;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Numbers;
import chainrule.explain.formula.Formula;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One page in three forms. */
class PagesTest {

  private static final Formula.Equality EQUATION =
      new Formula.Equality(List.of(new Formula.Name("x"), Formula.of(2)));

  private static final List<Block> BLOCKS =
      List.of(
          new Block.Heading(words("Values")),
          new Block.Line(0, 0, words("50% of _all_ & more")),
          new Block.Line(1, 1, List.of(new Piece.Words("first: "), new Piece.Display(EQUATION))),
          new Block.Line(2, 0, List.of(new Piece.Words("it is "), new Piece.Inline(EQUATION))),
          new Block.Grid(
              List.of(words("name"), words("值")),
              List.of(
                  List.of(words("a|b"), List.of(new Piece.Inline(Formula.of(-1.5)))),
                  List.of(words("宽"), words("x")))));

  private static List<Piece> words(String text) {
    return List.of(new Piece.Words(text));
  }

  @Test
  void text_is_indented_and_tables_are_aligned_by_display_width() {
    assertThat(new TextPage(Numbers::of).of(BLOCKS))
        .isEqualTo(
            """
            Values
            50% of _all_ & more
              1. first: x = 2
                 it is x = 2
              name  值
              a|b   -1.5
              宽    x
            """);
  }

  @Test
  void markdown_has_headings_lists_code_and_tables() {
    assertThat(new MarkdownPage(Numbers::of).of(BLOCKS))
        .isEqualTo(
            """
            ### Values

            50% of \\_all\\_ & more

            1. first: `x = 2`
                - it is `x = 2`

            | name | 值 |
            | --- | --- |
            | a\\|b | `-1.5` |
            | 宽 | x |
            """);
  }

  @Test
  void latex_has_rows_for_align_with_words_beside_or_between_them() {
    assertThat(new LatexPage(Numbers::of).of(BLOCKS))
        .isEqualTo(
            """
            &\\text{\\textbf{Values}} \\\\
            \\intertext{50\\% of \\_all\\_ \\& more}
            x &= 2 && \\text{1. first} \\\\
            \\intertext{it is $x = 2$}
            & \\begin{array}{ll} \\text{name} & \\text{值} \\\\ \\text{a\\textbar{}b} & -1.5 \\\\ \\text{宽} & \\text{x} \\end{array}
            """);
  }
}
