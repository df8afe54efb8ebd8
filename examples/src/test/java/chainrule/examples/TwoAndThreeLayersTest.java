// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoAndThreeLayersTest {

  @Test
  void row_20_two_layers_have_308200_weights_and_three_go_on() {
    Tensor x = LinearScores.picture();
    List<Tensor> two = TwoAndThreeLayers.weights(3072, 100, 10);
    assertThat(two)
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(100, 3072), Shape.of(10, 100));
    assertThat(TwoAndThreeLayers.count(two)).isEqualTo(308_200);
    assertThat(TwoAndThreeLayers.scores(two, x).shape()).isEqualTo(Shape.of(10, 1));
    List<Tensor> three = TwoAndThreeLayers.weights(3072, 100, 50, 10);
    assertThat(three)
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(100, 3072), Shape.of(50, 100), Shape.of(10, 50));
    assertThat(TwoAndThreeLayers.scores(three, x).shape()).isEqualTo(Shape.of(10, 1));
  }

  @Test
  void the_gradients_are_those_of_the_chain_rule_by_hand() {
    Tensor x = LinearScores.picture();
    List<Tensor> weights = TwoAndThreeLayers.weights(3072, 100, 10);
    Tensor scores = TwoAndThreeLayers.scores(weights, x);
    Tensor loss = scores.square().sum();
    List<Tensor> gradients = Autograd.grad(loss, weights.get(0), weights.get(1));
    Tensor upstream = scores.detach().times(2);
    Tensor sums = weights.get(0).detach().matmul(x);
    assertThat(gradients.get(1).toFloats())
        .containsExactly(upstream.matmul(sums.relu().transpose()).toFloats());
    Tensor hidden = weights.get(1).detach().transpose().matmul(upstream);
    Tensor passed = sums.greater(0).where(hidden, Tensor.zeros(100, 1));
    assertThat(gradients.get(0).toFloats())
        .containsExactly(passed.matmul(x.transpose()).toFloats());
  }
}
