// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CourseTest {

  static Set<String> numbers() {
    return Course.rows().keySet();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void every_row_has_a_table_on_the_page(String row) {
    assertThat(CoursePage.lines(row)).hasSizeGreaterThan(3);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("numbers")
  void every_table_of_the_page_is_what_is_printed(String row) {
    assertThat(CoursePage.lines(row)).containsSubsequence(CoursePage.told(row, true));
  }

  @Test
  void a_row_without_a_table_is_refused() {
    assertThatThrownBy(() -> Course.main("1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("row 1 has no table; those with one are [7, 21, 22");
  }
}
