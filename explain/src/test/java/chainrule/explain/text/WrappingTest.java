// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {

  @Test
  void a_line_that_fits_is_left_alone() {
    assertThat(Wrapping.lines("  a b c\n\nd", 7)).containsExactly("  a b c", "", "d");
  }

  @Test
  void what_follows_is_indented_by_two_more() {
    assertThat(Wrapping.lines("  one two three four", 12))
        .containsExactly("  one two", "    three", "    four");
  }

  @Test
  void what_follows_a_number_stands_below_the_words() {
    assertThat(Wrapping.lines(" 10. one two three four", 15))
        .containsExactly(" 10. one two", "     three four");
  }

  @Test
  void an_equals_sign_stays_with_its_sides() {
    assertThat(Wrapping.lines("the sum of all q = -4.", 20))
        .containsExactly("the sum of all", "  q = -4.");
  }

  @Test
  void a_word_that_is_too_long_stays_whole() {
    assertThat(Wrapping.lines("abcdefghijklmnopqrstuvwxyz a", 20))
        .containsExactly("abcdefghijklmnopqrstuvwxyz a");
  }

  @Test
  void wide_letters_break_anywhere_but_before_punctuation() {
    assertThat(Wrapping.lines("乘法门是梯度转换器：每个输入", 20)).containsExactly("乘法门是梯度转换器：", "  每个输入");
    assertThat(Wrapping.lines("乘法门是梯度转换器器：每个输入", 20)).containsExactly("乘法门是梯度转换器", "  器：每个输入");
    assertThat(Wrapping.lines("传给 q：局部梯度 df/dq = -4", 20))
        .allMatch(line -> TextWidth.of(line) <= 20);
  }
}
