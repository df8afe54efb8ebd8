// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every problem can be said in both languages. */
class ProblemTest {

  private static final Pattern PIECE = Pattern.compile("<[0-9]>");

  private static String[] pieces() {
    return new String[] {"<0>", "<1>", "<2>", "<3>", "<4>"};
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void both_languages_say_the_same_pieces_and_the_place(Problem problem) {
    var error = problem.at(new SourceText("x\n y"), Span.at(3), pieces());
    assertThat(error.fact()).startsWith("notation: ").contains("line 2, column 2");
    assertThat(error.chinese().fact()).startsWith("表达式：").contains("第 2 行第 2 列");
    assertThat(error.fix().orElse("")).isNotBlank();
    assertThat(error.chinese().fact() + error.chinese().fix())
        .containsPattern("[\\u4e00-\\u9fff]{3}");
    assertThat(error.fact() + error.fix()).doesNotContainPattern("[\\u4e00-\\u9fff]|\\{");
    // The library's own words on shapes are English.
    boolean misfit = problem.name().startsWith("FIT_");
    assertThat(pieces(error.chinese().fact()))
        .isEqualTo(pieces(error.fact().replace(misfit ? "<2>" : "none", "")));
    assertThat(pieces(error.chinese().fix())).isEqualTo(pieces(error.fix().orElse("")));
    assertThat(error.code()).matches("[a-z]+(-[a-z]+)*");
  }

  private static List<String> pieces(String text) {
    return PIECE.matcher(text).results().map(MatchResult::group).sorted().distinct().toList();
  }

  @Test
  void pieces_of_text_stand_on_one_line_and_are_not_long() {
    assertThat(Problem.shown("x".repeat(40))).hasSize(40);
    assertThat(Problem.shown("x".repeat(41))).isEqualTo("x".repeat(40) + "...");
    var error = Problem.PRODUCT.at(new SourceText("x"), Span.at(0), "a\nb\u202e", "\tc", "d", "e");
    assertThat(error.fact()).contains("\"a?b?\"").doesNotContain("\n");
  }
}
