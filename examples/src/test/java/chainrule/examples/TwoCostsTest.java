// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.autograd.GradCheck;
import chainrule.examples.TwoCosts.Cost;
import org.junit.jupiter.api.Test;

class TwoCostsTest {

  private static void assertEqual(Cost library, Cost hand) {
    assertThat(library.value()).isCloseTo(hand.value(), within(1e-15));
    assertThat(library.gradient().toDoubles())
        .containsExactly(hand.gradient().toDoubles(), within(1e-15));
  }

  @Test
  void row_42_mean_squared_error_and_cross_entropy_with_their_gradients() {
    assertEqual(TwoCosts.meanSquaredError(), TwoCosts.meanSquaredErrorByHand());
    assertEqual(TwoCosts.crossEntropy(), TwoCosts.crossEntropyByHand());
    assertThat(TwoCosts.meanSquaredError().value()).isCloseTo(5.23 / 6, within(1e-15));
    assertThat(TwoCosts.crossEntropy().value()).isCloseTo(0.952223, within(1e-6));
  }

  @Test
  void both_pass_a_gradient_check_to_the_second_order() {
    GradCheck.of(scores -> scores.mse(TwoCosts.TARGETS)).order(2).check(TwoCosts.SCORES);
    GradCheck.of(scores -> scores.crossEntropy(TwoCosts.LABELS)).order(2).check(TwoCosts.SCORES);
  }
}
