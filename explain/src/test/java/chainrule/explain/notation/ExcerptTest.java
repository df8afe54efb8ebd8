// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.text.TextWidth;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void a_caret_stands_below_its_column() {
    assertThat(Excerpt.of("x+*y", 2)).containsExactly("x+*y", "  ^");
    assertThat(Excerpt.of("x", 0)).containsExactly("x", "^");
    assertThat(Excerpt.of("x+", 2)).containsExactly("x+", "  ^");
    assertThat(Excerpt.of("", 0)).containsExactly("", "^");
  }

  @Test
  void wide_letters_take_two_columns_and_marks_none() {
    assertThat(Excerpt.of("速度 ** 2", 3)).containsExactly("速度 ** 2", "     ^");
    assertThat(Excerpt.of("（x]", 2)).containsExactly("（x]", "   ^");
    assertThat(Excerpt.of("e\u0301 é ]", 5)).containsExactly("e\u0301 é ]", "    ^");
    assertThat(Excerpt.of("😀x", 2)).containsExactly("😀x", "  ^");
  }

  @Test
  void tabs_become_spaces_and_what_is_invisible_a_question_mark() {
    assertThat(Excerpt.of("\tx\t+*y", 4)).containsExactly("    x    +*y", " ".repeat(10) + "^");
    assertThat(Excerpt.of("x\u200b\u202e\u0000y", 3)).containsExactly("x???y", "   ^");
    assertThat(Excerpt.of("x\ud800y", 2)).containsExactly("x?y", "  ^");
  }

  @Test
  void a_long_line_is_shown_around_the_caret() {
    var line = "abcdefghij".repeat(30);
    assertThat(Excerpt.of(line, 150))
        .containsExactly(
            "...abcdefghij".substring(0, 3) + line.substring(110, 182) + "...",
            " ".repeat(43) + "^");
    assertThat(Excerpt.of(line, 0).getFirst()).startsWith("abc").endsWith("...");
    assertThat(Excerpt.of(line, 300).getFirst()).startsWith("...").endsWith("j");
    assertThat(Excerpt.of("a".repeat(78), 77))
        .containsExactly("a".repeat(78), " ".repeat(77) + "^");
    assertThat(Excerpt.of("a".repeat(79), 78).getFirst()).startsWith("...");
  }

  @Test
  void an_excerpt_never_fills_more_than_its_window() {
    for (var letter : new String[] {"x", "速", "\t", "😀", "e\u0301", "\u0000"}) {
      var line = letter.repeat(500);
      for (int place = 0; place <= line.length(); place += letter.length()) {
        var lines = Excerpt.of(line, place);
        assertThat(lines).allMatch(shown -> TextWidth.of(shown) <= 78);
      }
    }
  }

  @Test
  void lines_and_columns_are_counted_in_code_points() {
    var source = new SourceText("a\nb\r\nc\rd😀e\n");
    assertThat(source.line(0)).isEqualTo(1);
    assertThat(source.line(1)).isEqualTo(1);
    assertThat(source.line(2)).isEqualTo(2);
    assertThat(source.line(5)).isEqualTo(3);
    assertThat(source.line(7)).isEqualTo(4);
    assertThat(source.column(10)).isEqualTo(3);
    assertThat(source.place(10).sourceLine()).isEqualTo("d😀e");
    assertThat(source.place(12).line()).isEqualTo(5);
    assertThat(source.place(99).column()).isEqualTo(1);
  }
}
