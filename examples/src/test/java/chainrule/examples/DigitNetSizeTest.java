// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.Mlp;
import chainrule.nn.Parameters;
import chainrule.tensor.Tensor;
import chainrule.train.data.Digits;
import org.junit.jupiter.api.Test;

class DigitNetSizeTest {

  @Test
  void row_34_the_digit_net_has_13002_parameters() {
    Mlp net = DigitNetSize.net();
    assertThat(Parameters.of(net).count()).isEqualTo(13_002).isEqualTo(12_960 + 42);
    assertThat(net.layers().getFirst().weight().select(1, 0).count()).isEqualTo(784);
    assertThat(net.layers().getFirst().bias().orElseThrow().count()).isEqualTo(16);
  }

  @Test
  void pixels_and_activations_lie_between_0_and_1() {
    Tensor pixels = Digits.synthetic(20, 1).train().all().inputs();
    Tensor activations = DigitNetSize.net().apply(pixels);
    assertThat(pixels.min().item()).isZero();
    assertThat(pixels.max().item()).isBetween(0.5, 1.0);
    assertThat(activations.min().item()).isBetween(0.0, 1.0);
    assertThat(activations.max().item()).isBetween(0.0, 1.0);
  }
}
