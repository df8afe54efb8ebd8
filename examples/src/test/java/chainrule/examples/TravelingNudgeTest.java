// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Perturbation;
import org.junit.jupiter.api.Test;

class TravelingNudgeTest {

  @Test
  void row_50_a_small_change_of_a_weight_travels_to_the_cost() {
    double step = 1e-4;
    Perturbation change = TravelingNudge.nudge(step);
    double predicted = change.predicted("C").orElseThrow().item();
    assertThat(predicted).isCloseTo(TravelingNudge.slope() * step, within(1e-18));
    assertThat(change.actual("C").item()).isCloseTo(predicted, within(step * step));
    for (String node : TravelingNudge.WAY) {
      assertThat(change.actual(node).abs().max().item()).as(node).isPositive();
      assertThat(TravelingNudge.error(step, node)).as(node).isLessThan(step * step);
    }
    assertThat(change.actual("z1").toDoubles()).endsWith(0, 0, 0, 0);
  }

  @Test
  void half_the_change_makes_a_quarter_of_the_error() {
    for (String node : new String[] {"a1", "z2", "a3", "C"}) {
      double ratio = TravelingNudge.error(0.02, node) / TravelingNudge.error(0.01, node);
      assertThat(ratio).as(node).isCloseTo(4, within(0.05));
    }
  }
}
