// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "x × y            | x * y",
        "x · y ⋅ z ∗ a ⊙ b ・ c | x * y * z * a * b * c",
        "x ÷ y ∕ z        | x / y / z",
        "x − y – z        | x - y - z",
        "（x＋y）＊z       | (x + y) * z",
        "ｍａｘ（ｘ，ｙ）  | max(x, y)",
        "［１，２］　＋　x | [1, 2] + x",
        "W′ @ x           | W' @ x",
        "W’ @ x           | W' @ x",
        "Wᵀ @ x           | W' @ x",
        "ｗ１＾２          | w1^2",
        "where(x ≤ y, 1, 2)  | where(x <= y, 1, 2)",
        "where(x ≥ y, 1, 2)  | where(x >= y, 1, 2)",
        "where(x ≠ y, 1, 2)  | where(x != y, 1, 2)",
      })
  void characters_of_other_keyboards_stand_for_the_plain_ones(String text, String canonical) {
    assertThat(Notation.parse(text).text()).isEqualTo(canonical);
  }

  @Test
  void statements_may_end_with_full_width_semicolons_and_have_comments() {
    assertThat(Notation.parse("q＝x＋y；f＝q＊z ＃ 注释").text()).isEqualTo("q = x + y\nf = q * z");
    assertThat(Notation.parse("\ufeffx + y").text()).isEqualTo("x + y");
    assertThat(Notation.parse("x\u00a0+\u2003y").text()).isEqualTo("x + y");
  }

  @ParameterizedTest
  @CsvSource({
    "x",
    "X",
    "w0",
    "w_1",
    "_",
    "_x",
    "x₁",
    "α",
    "σ",
    "Δw",
    "速度",
    "損失_2",
    "é",
    "naïve",
    "ñ1",
    "имя",
    "名前",
    "𝑥",
    "x2y",
    "aVeryLongNameThatGoesOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOnAndOn",
  })
  void names_are_made_of_letters_digits_and_underscores_of_any_script(String name) {
    assertThat(Notation.parse(name + " + 1").names()).containsExactly(name);
    assertThat(Notation.parse(name + " = 1; 2*" + name).outputs()).containsExactly(name);
  }

  @Test
  void composed_and_decomposed_letters_are_the_same_name() {
    assertThat(Notation.parse("caf\u00e9 + cafe\u0301").names()).containsExactly("caf\u00e9");
  }
}
