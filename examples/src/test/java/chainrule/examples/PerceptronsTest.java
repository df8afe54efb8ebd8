// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PerceptronsTest {

  private static void assertFormula(Tensor weights, double... targets) {
    Tensor gradient = Perceptrons.gradient(weights, targets);
    Tensor outputs = Perceptrons.outputs(weights);
    for (int k = 0; k < targets.length; k++) {
      for (int j = 0; j < 3; j++) {
        double input = Perceptrons.INPUTS.get(0, j);
        assertThat(gradient.get(j, k))
            .isCloseTo(Perceptrons.derivative(input, outputs.get(0, k), targets[k]), within(1e-15));
      }
    }
  }

  @Test
  void row_45_the_gradient_of_a_weight_touches_only_the_neurons_it_joins() {
    assertFormula(Perceptrons.ONE, 1);
    assertFormula(Perceptrons.MANY, 1, 0);
    Tensor gradient = Perceptrons.gradient(Perceptrons.MANY, 1, 0);
    Tensor otherTarget = Perceptrons.gradient(Perceptrons.MANY, 1, 0.9);
    assertThat(otherTarget.select(1, 0).toDoubles())
        .containsExactly(gradient.select(1, 0).toDoubles());
    assertThat(otherTarget.select(1, 1).toDoubles())
        .doesNotContain(gradient.select(1, 1).toDoubles());
    assertThat(gradient.select(1, 0).toDoubles())
        .containsExactly(Perceptrons.gradient(Perceptrons.ONE, 1).toDoubles());
  }
}
