// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoLayersByHandTest {

  @Test
  void row_23_formulas_by_hand_equal_autograd() {
    List<Tensor> weights = TwoLayersByHand.weights();
    List<Tensor> hand = TwoLayersByHand.byHand(weights.get(0), weights.get(1));
    List<Tensor> found = TwoLayersByHand.byAutograd(weights.get(0), weights.get(1));
    assertThat(found)
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(1000, 100), Shape.of(100, 10));
    for (int layer = 0; layer < 2; layer++) {
      assertThat(TwoLayersByHand.apart(hand.get(layer), found.get(layer))).isLessThan(1e-14);
      assertThat(found.get(layer).abs().max().item()).isGreaterThan(1);
    }
  }
}
