// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ColumnsAsSamplesTest {

  @Test
  void row_29_a_batch_of_columns_goes_through_in_one_go() {
    Tensor x = Tensor.normal(DType.F64, Shape.of(3, 7), Rng.seed(3));
    Tensor all = ColumnsAsSamples.forward(x);
    assertThat(all.shape()).isEqualTo(Shape.of(1, 7));
    for (int sample = 0; sample < 7; sample++) {
      Tensor one = ColumnsAsSamples.forward(x.slice(1, sample, sample + 1));
      assertThat(one.shape()).isEqualTo(Shape.of(1, 1));
      assertThat(one.item()).isEqualTo(all.get(0, sample));
    }
  }
}
