// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WidthAndDepthTest {

  @Test
  void row_30_wide_nets_come_near_to_a_curve_and_three_layers_beat_two() {
    CoursePage.assertBegins("30");
    List<String> spirals =
        CoursePage.lines("30").stream().filter(line -> line.contains("-16-2 |")).toList();
    assertThat(CoursePage.numbers(spirals.get(0), 3))
        .as("two layers")
        .allMatch(share -> share < 80);
    assertThat(CoursePage.numbers(spirals.get(1), 3)).as("three").allMatch(share -> share > 90);
  }

  @Test
  void twice_as_many_bends_leave_a_quarter_of_the_error() {
    for (int width : new int[] {32, 64}) {
      assertThat(WidthAndDepth.worstByHand(width) / WidthAndDepth.worstByHand(2 * width))
          .isBetween(3.5, 4.5);
    }
  }

  @Test
  void nets_within_a_number_of_parameters_are_as_wide_as_they_can_be() {
    assertThat(WidthAndDepth.sizesWithin(784, 2, 10, 30_000)).isEqualTo("784-37-10");
    assertThat(WidthAndDepth.sizesWithin(2, 4, 2, 1000)).isEqualTo("2-20-20-20-2");
    assertThat(WidthAndDepth.sizesWithin(2, 1, 2, 1000)).isEqualTo("2-2");
  }
}
