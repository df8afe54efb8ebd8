// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.GradCheck;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxScoresTest {

  private static final Tensor SHARES = SoftmaxScores.shares();

  @Test
  void row_44_softmax_sums_to_1_widens_gaps_and_has_its_jacobian() {
    assertThat(SHARES.sum().item()).isCloseTo(1, within(1e-15));
    Tensor plain = SoftmaxScores.SCORES.over(SoftmaxScores.SCORES.sum());
    for (int i = 0; i < 3; i++) {
      double ratio = SHARES.get(i + 1) / SHARES.get(i);
      assertThat(ratio).isCloseTo(StrictMath.E, within(1e-14));
      assertThat(ratio).isGreaterThan(plain.get(i + 1) / plain.get(i));
    }
    Tensor jacobian = SoftmaxScores.jacobian();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(jacobian.get(i, j)).isCloseTo(SoftmaxScores.derivative(i, j), within(1e-15));
      }
    }
  }

  @Test
  void the_shares_of_any_scores_sum_to_1_and_pass_a_gradient_check() {
    for (int seed = 0; seed < 20; seed++) {
      Tensor scores = Tensor.normal(DType.F64, Shape.of(6), Rng.seed(seed)).times(10).detach();
      assertThat(scores.softmax(0).sum().item()).as("seed %d", seed).isCloseTo(1, within(1e-14));
    }
    GradCheck.of(scores -> scores.softmax(0)).order(2).check(SoftmaxScores.SCORES);
  }
}
