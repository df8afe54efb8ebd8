// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.PlaneSets;
import java.util.List;
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

  @Test
  void xor_and_circles_are_learned_with_a_rectifier_and_not_without() {
    CoursePage.assertBegins("21");
    List<String> rows = CoursePage.lines("21").stream().filter(line -> line.contains("%")).toList();
    assertThat(rows)
        .hasSize(2)
        .allSatisfy(row -> {
          List<Double> shares = CoursePage.numbers(row, 1);
          assertThat(shares.get(1)).as("a stack").isEqualTo(shares.get(0)).isLessThan(65);
          assertThat(shares.get(2)).as("with a rectifier").isGreaterThan(99);
        });
  }

  @Test
  void no_line_has_more_than_three_of_the_four_corners_of_xor() {
    assertThat(BestLine.accuracy(CollapsedStack.xor())).isEqualTo(0.75);
    assertThat(BestLine.accuracy(PlaneSets.blobs(2, 50, 0.1, Rng.seed(1)))).isEqualTo(1);
  }
}
