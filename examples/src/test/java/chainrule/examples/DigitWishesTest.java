// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.examples.DigitWishes.Wishes;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DigitWishesTest {

  private static final Pass PASS = DigitWishes.passes();

  private static void assertNegative(Tensor wishes, String node) {
    assertThat(wishes.toDoubles())
        .as(node)
        .containsExactly(PASS.gradient(node).negate().toDoubles(), within(1e-15));
    assertThat(wishes.abs().max().item()).as(node).isPositive();
  }

  @Test
  void row_39_the_wishes_of_a_2_equal_autograd() {
    Tensor outputs = DigitWishes.outputs(PASS);
    for (int digit = 0; digit < 10; digit++) {
      assertThat(outputs.get(0, digit) > 0).as("raise output %d", digit).isEqualTo(digit == 2);
    }
    assertNegative(outputs, "a2");
    Wishes last = DigitWishes.last(PASS);
    assertNegative(last.biases().reshape(10), "layers.1.bias");
    assertNegative(last.weights(), "layers.1.weight");
    assertNegative(last.activations(), "a1");
    Wishes first = DigitWishes.first(PASS);
    assertNegative(first.biases().reshape(16), "layers.0.bias");
    assertNegative(first.weights(), "layers.0.weight");
    assertNegative(first.activations(), "x");
  }

  @Test
  void the_three_levers_are_proportional_to_error_activation_and_weight() {
    Wishes last = DigitWishes.last(PASS);
    for (int j = 0; j < 10; j++) {
      double a = PASS.value("a2").get(0, j);
      double error = (j == 2 ? 1 : 0) - a;
      assertThat(last.biases().get(0, j)).isCloseTo(2 * error * a * (1 - a), within(1e-15));
    }
    for (int k = 0; k < 16; k++) {
      double ratio = last.weights().get(k, 2) / last.biases().get(0, 2);
      assertThat(ratio).isCloseTo(PASS.value("a1").get(0, k), within(1e-15));
      double heard = 0;
      for (int j = 0; j < 10; j++) {
        heard += last.biases().get(0, j) * PASS.value("layers.1.weight").get(k, j);
      }
      assertThat(last.activations().get(0, k)).isCloseTo(heard, within(1e-15));
    }
  }
}
