// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void the_median_is_the_middle_or_the_mean_of_both_in_the_middle() {
    assertThat(Statistics.median(5, 1, 100)).isEqualTo(5);
    assertThat(Statistics.median(5, 1, 100, 7)).isEqualTo(6);
    assertThat(Statistics.median(3)).isEqualTo(3);
  }

  @Test
  void a_quantile_has_its_share_of_all_at_or_below_it() {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 - i;
    }
    assertThat(Statistics.quantile(0.99, values)).isEqualTo(99);
    assertThat(Statistics.quantile(0.5, values)).isEqualTo(50);
    assertThat(Statistics.quantile(1, values)).isEqualTo(100);
    assertThat(Statistics.quantile(0.99, 7)).isEqualTo(7);
  }

  @Test
  void values_keep_their_order() {
    double[] values = {3, 1, 2};
    Statistics.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void a_slow_spell_of_the_machine_leaves_the_paired_ratio_alone() {
    double[] ours = {10, 10, 50, 10, 10};
    double[] theirs = {20, 20, 100, 20, 20};
    assertThat(Statistics.pairedRatio(ours, theirs)).isEqualTo(2);
    assertThat(Statistics.pairedRatio(new double[] {10, 40}, new double[] {20, 60}))
        .isEqualTo(1.75);
  }

  @Test
  void nothing_has_no_median_and_rounds_come_in_pairs() {
    assertThatThrownBy(() -> Statistics.median())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no values");
    assertThatThrownBy(() -> Statistics.pairedRatio(new double[2], new double[3]))
        .hasMessageContaining("2 rounds beside 3");
    assertThatThrownBy(() -> Statistics.quantile(0, 1)).hasMessageContaining("above 0");
  }
}
