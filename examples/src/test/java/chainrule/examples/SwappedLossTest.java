// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.GradReport;
import chainrule.graph.Pass;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwappedLossTest {

  private static final List<Loss> BOTH = List.of(Losses.hinge(), Losses.crossEntropy());

  @Test
  void row_32_data_loss_and_penalty_hold_against_differences_with_either_loss() {
    for (Loss loss : BOTH) {
      GradReport report = SwappedLoss.check(SwappedLoss.cost(loss, SwappedLoss.FACTOR));
      assertThat(report.passed()).as(report.toString()).isTrue();
      assertThat(report.compared()).isGreaterThanOrEqualTo(4 * 6 + 6 + 6 * 3 + 3);
      assertThat(report.kinks()).isZero();
    }
    assertThat(SwappedLoss.firstGradients(SwappedLoss.cost(Losses.hinge(), 0)))
        .doesNotContainAnyElementsOf(
            SwappedLoss.firstGradients(SwappedLoss.cost(Losses.crossEntropy(), 0)));
  }

  @Test
  void the_penalty_sums_over_every_weight_matrix_and_leaves_biases_out() {
    Map<String, Tensor> biases =
        Map.of(
            "layers.0.bias", Tensor.full(DType.F64, Shape.of(6), 0.5),
            "layers.1.bias", Tensor.full(DType.F64, Shape.of(3), -0.25));
    for (Loss loss : BOTH) {
      Pass data = SwappedLoss.cost(loss, 0).forward(biases).backward();
      Pass whole = SwappedLoss.cost(loss, SwappedLoss.FACTOR).forward(biases).backward();
      double squares = 0;
      for (String layer : List.of("layers.0", "layers.1")) {
        Tensor weight = data.value(layer + ".weight");
        squares += weight.square().sum().item();
        assertThat(whole.gradient(layer + ".weight").toDoubles())
            .containsExactly(
                data.gradient(layer + ".weight")
                    .plus(weight.times(2 * SwappedLoss.FACTOR))
                    .toDoubles(),
                within(1e-14));
        assertThat(whole.gradient(layer + ".bias").toDoubles())
            .containsExactly(data.gradient(layer + ".bias").toDoubles());
      }
      assertThat(whole.output().item())
          .isCloseTo(data.output().item() + SwappedLoss.FACTOR * squares, within(1e-14));
    }
  }
}
