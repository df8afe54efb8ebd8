// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CollapsedStackTest {

  @Test
  void row_21_layers_without_a_non_linearity_collapse_into_one() {
    Tensor x = CollapsedStack.samples();
    Tensor one = CollapsedStack.collapsed().matmul(x);
    assertThat(CollapsedStack.collapsed().shape()).as("outputs x inputs").isEqualTo(Shape.of(3, 5));
    assertThat(CollapsedStack.apart(CollapsedStack.stack(x), one)).isLessThan(1e-14);
  }

  @Test
  void a_rectifier_between_them_makes_a_difference() {
    Tensor x = CollapsedStack.samples();
    Tensor one = CollapsedStack.collapsed().matmul(x);
    assertThat(CollapsedStack.apart(CollapsedStack.withRectifier(x), one)).isGreaterThan(0.1);
  }

  @Test
  void only_a_linear_function_doubles_with_its_input() {
    Tensor x = CollapsedStack.samples();
    Tensor turned = x.negate();
    assertThat(CollapsedStack.apart(CollapsedStack.stack(turned), CollapsedStack.stack(x).negate()))
        .isZero();
    assertThat(
            CollapsedStack.apart(
                CollapsedStack.withRectifier(turned), CollapsedStack.withRectifier(x).negate()))
        .isGreaterThan(0.1);
  }
}
