// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.DtypeException;
import chainrule.examples.GradientOnRequest.Story;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientOnRequestTest {

  @Test
  void row_43_an_error_before_enabling_then_the_gradient_both_ways() {
    Story story = GradientOnRequest.story();
    assertThat(story.notEnabled()).contains("does not require a gradient", "requiresGrad()");
    assertThat(story.notRebuilt()).contains("nothing watched", "compute it again");
    assertThat(story.loss()).isEqualTo(1);
    assertThat(story.byGrad()).isEqualTo(2);
    assertThat(story.usedUp()).contains("was released", "compute the output again");
    assertThat(story.byBackward()).isEqualTo(2);
  }

  @Test
  void a_whole_number_cannot_take_a_gradient() {
    Tensor w = Tensor.scalar(DType.I64, 2);
    assertThatThrownBy(w::requiresGrad)
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("I64")
        .hasMessageContaining(".to(DType.F32)");
  }
}
