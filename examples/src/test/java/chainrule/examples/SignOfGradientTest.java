// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Perturbation;
import org.junit.jupiter.api.Test;

class SignOfGradientTest {

  @Test
  void row_3_lowering_x_and_y_lowers_q_and_raises_f_by_8_h() {
    for (double step : new double[] {0.125, 0.5, 1, 2}) {
      Perturbation change = SignOfGradient.lowered(step);
      assertThat(change.actual("q").item()).isEqualTo(-2 * step);
      assertThat(change.actual("f").item()).isEqualTo(8 * step);
      assertThat(change.predicted("f").orElseThrow().item()).isEqualTo(8 * step);
    }
  }
}
