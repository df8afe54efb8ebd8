// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Pass;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaxGateTest {

  @Test
  void row_56_a_max_gate_passes_on_what_came_at_a_tie_too() {
    assertThat(MaxGate.contributions(MaxGate.passes(2, 1))).containsExactly(3.0, 0.0);
    assertThat(MaxGate.contributions(MaxGate.passes(2, 4))).containsExactly(0.0, 3.0);
    assertThat(MaxGate.contributions(MaxGate.passes(2, 2))).containsExactly(1.5, 1.5);
    assertThat(MaxGate.tieRule()).contains("half to each at a tie", "count the total twice");
    for (double y : new double[] {-1, 1.9, 2, 2.1, 7}) {
      Pass pass = MaxGate.passes(2, y);
      List<Double> passed = MaxGate.contributions(pass);
      assertThat(passed.get(0) + passed.get(1)).isEqualTo(pass.gradient("max").item());
    }
  }

  @Test
  void the_indicators_agree_away_from_ties_and_count_twice_there() {
    for (double y : new double[] {-1, 1.9, 2.1, 7}) {
      assertThat(MaxGate.byIndicators(2, y)).isEqualTo(MaxGate.contributions(MaxGate.passes(2, y)));
    }
    assertThat(MaxGate.byIndicators(2, 2)).containsExactly(3.0, 3.0);
  }
}
