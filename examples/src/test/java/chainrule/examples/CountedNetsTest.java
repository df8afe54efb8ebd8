// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedNetsTest {

  @Test
  void row_26_a_3_4_2_net_has_26_parameters() {
    assertThat(CountedNets.of("3-4-2")).isEqualTo(new CountedNets.Counts(2, 6, 20, 6, 26));
  }

  @Test
  void row_27_a_3_4_4_1_net_has_41_parameters() {
    assertThat(CountedNets.of("3-4-4-1")).isEqualTo(new CountedNets.Counts(3, 9, 32, 9, 41));
  }
}
