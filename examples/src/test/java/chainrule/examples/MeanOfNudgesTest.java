// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanOfNudgesTest {

  @Test
  void row_40_the_mean_of_the_nudges_is_the_negative_gradient() {
    for (String leaf : new String[] {"layers.0.bias", "layers.1.weight", "layers.1.bias"}) {
      double[] all = MeanOfNudges.nudge(leaf, MeanOfNudges.pictures()).toDoubles();
      assertThat(all).containsExactly(MeanOfNudges.mean(leaf).toDoubles(), within(1e-15));
      assertThat(MeanOfNudges.nudge(leaf, MeanOfNudges.picture(0)).toDoubles()[0])
          .isNotCloseTo(all[0], within(1e-6));
    }
  }
}
