// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagedExpressionTest {

  private static final double CLOSE = 1e-6;

  private static void assertAll(List<Double> found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isCloseTo(expected[i], within(CLOSE));
    }
  }

  @Test
  void row_12_eight_stages_each_with_a_gradient() {
    Pass pass = StagedExpression.graph().forward().backward();
    List<String> stages = StagedExpression.STAGES;
    assertAll(
        stages.stream().map(stage -> pass.value(stage).item()).toList(),
        .017986,
        3.017986,
        .952574,
        -1,
        1,
        1.952574,
        .512144,
        1.545645);
    assertAll(
        stages.stream().map(stage -> pass.gradient(stage).item()).toList(),
        .512144,
        .512144,
        -.791593,
        1.583187,
        -.791593,
        -.791593,
        3.017986,
        1);
    assertAll(List.of(pass.gradient("x").item(), pass.gradient("y").item()), 2.059570, 1.592233);
  }

  @Test
  void row_13_gradients_of_a_variable_used_more_than_once_are_added() {
    Pass pass = StagedExpression.graph().forward().backward();
    List<Double> toX = StagedExpression.contributions(pass, "x");
    List<Double> toY = StagedExpression.contributions(pass, "y");
    assertAll(toX, 1.583187, -.035762, .512144);
    assertAll(toY, 1.583187, .009046);
    assertAll(List.of(pass.gradient("x").item()), toX.get(0) + toX.get(1) + toX.get(2));
    assertAll(List.of(pass.gradient("y").item()), toY.get(0) + toY.get(1));
    Tensor x = Tensor.scalar(DType.F64, 3).requiresGrad();
    x.times(x).plus(x.sigmoid()).backward();
    assertAll(List.of(x.grad().item()), 3 + 3 + .045177);
  }

  @Test
  void the_backward_pass_uses_the_values_that_the_forward_pass_kept() {
    Graph graph = StagedExpression.graph();
    Pass forward = graph.forward();
    graph.leaves().forEach(leaf -> leaf.tensor().assign(Tensor.scalar(DType.F64, 100)));
    assertAll(List.of(forward.backward().gradient("x").item()), 2.059570);
    assertThat(graph.forward().output().item()).isNotCloseTo(1.545645, within(CLOSE));
  }
}
