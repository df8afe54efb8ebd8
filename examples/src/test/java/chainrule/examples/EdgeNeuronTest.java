// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EdgeNeuronTest {

  private static final int SIDE = EdgeNeuron.SIDE;

  @Test
  void row_53_a_neuron_set_by_hand_fires_for_its_bar_alone() {
    Tensor bar = EdgeNeuron.bar();
    assertThat(EdgeNeuron.weightedSum(bar)).isEqualTo(4);
    assertThat(EdgeNeuron.fires(bar, EdgeNeuron.BIAS)).isTrue();
    int fired = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        Tensor lying = EdgeNeuron.rectangle(row, column, 1, 4);
        Tensor standing = EdgeNeuron.rectangle(row, column, 4, 1);
        fired += EdgeNeuron.fires(lying, EdgeNeuron.BIAS) ? 1 : 0;
        assertThat(EdgeNeuron.fires(standing, EdgeNeuron.BIAS)).isFalse();
      }
    }
    assertThat(fired).as("of all places of the bar").isEqualTo(1);
    Tensor empty = EdgeNeuron.rectangle(0, 0, 0, 0);
    assertThat(EdgeNeuron.weightedSum(empty)).isZero();
    assertThat(EdgeNeuron.fires(empty, EdgeNeuron.BIAS)).isFalse();
    CoursePage.assertBegins("53");
  }

  @Test
  void no_image_has_a_larger_sum_than_the_bar() {
    Tensor weights = EdgeNeuron.weights();
    assertThat(weights.relu().sum().item()).as("all that is positive, at its whitest").isEqualTo(4);
    assertThat(weights.minimum(Tensor.scalar(0)).sum().item()).isEqualTo(-14);
    for (int seed = 0; seed < 200; seed++) {
      Tensor image = Tensor.uniform(DType.F32, Shape.of(SIDE, SIDE), Rng.seed(seed));
      assertThat(EdgeNeuron.weightedSum(image)).as("seed " + seed).isLessThan(3);
    }
  }

  @Test
  void the_bias_is_the_threshold() {
    Tensor shifted = EdgeNeuron.images().get("one pixel to the right");
    assertThat(EdgeNeuron.weightedSum(shifted)).isEqualTo(2);
    assertThat(EdgeNeuron.fires(shifted, -1)).isTrue();
    assertThat(EdgeNeuron.fires(shifted, -2)).isFalse();
    assertThat(EdgeNeuron.fires(EdgeNeuron.bar(), -3.9)).isTrue();
    assertThat(EdgeNeuron.fires(EdgeNeuron.bar(), -4)).isFalse();
  }
}
