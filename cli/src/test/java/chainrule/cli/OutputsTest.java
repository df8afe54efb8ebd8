// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Sequential;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputsTest {

  private static final Sequential LOGITS = Sequential.of(constant(0, 50, -50));

  @Test
  void logits_become_probabilities_by_softmax() {
    assertThat(Outputs.areLogits(LOGITS)).isTrue();
    assertThat(probabilities(LOGITS)).containsExactly(new double[] {0, 1, 0}, within(1e-6));
  }

  @Test
  void outputs_that_are_none_below_zero_are_shares_of_their_sum() {
    var sigmoid = LOGITS.then(Activation.SIGMOID);
    assertThat(Outputs.areLogits(sigmoid)).isFalse();
    assertThat(probabilities(sigmoid))
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0, 0}, within(1e-6));
  }

  @Test
  void outputs_below_zero_and_outputs_without_a_sum_go_through_softmax() {
    var tanh = Sequential.of(constant(0, 0, -50)).then(Activation.TANH);
    assertThat(probabilities(tanh)[2]).isCloseTo(0.155, within(1e-3));
    var relu = Sequential.of(constant(-1, -2, -3)).then(Activation.RELU);
    assertThat(probabilities(relu)[0]).isCloseTo(1 / 3.0, within(1e-6));
  }

  private static double[] probabilities(Layer network) {
    return Outputs.probabilities(new Model(network, ModelInfo.empty()), Tensor.zeros(1, 1));
  }

  /** A layer whose output does not depend on its input. */
  private static Linear constant(double... values) {
    return new Linear(Tensor.zeros(1, values.length), Optional.of(Tensor.of(values)));
  }
}
