// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.autograd.GradCheck;
import chainrule.examples.DerivativeTable.Row;
import chainrule.graph.Event;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DerivativeTableTest {

  @Test
  void row_46_a_table_of_derivatives_and_the_chain_rule_for_a_composite() {
    Map<String, List<String>> table =
        DerivativeTable.table().stream().collect(Collectors.toMap(Row::operation, Row::rules));
    assertThat(table)
        .hasSize(DerivativeTable.OF_ONE.size() + DerivativeTable.OF_TWO.size())
        .containsEntry("square", List.of("g * (a * 2)"))
        .containsEntry("log", List.of("g / a"))
        .containsEntry("sin", List.of("g * cos(a)"))
        .containsEntry("sigmoid", List.of("g * (out * (1 - out))"))
        .containsEntry("mul", List.of("g * b", "g * a"))
        .containsEntry("div", List.of("g / b", "-g * out / b"));
    double x = 0.8;
    Pass pass = DerivativeTable.composite(x);
    double expected = 2 * x * StrictMath.cos(x * x) / (1 + StrictMath.sin(x * x));
    assertThat(pass.gradient("x").item()).isCloseTo(expected, within(1e-15));
    double product = 1;
    for (Event event : pass.tape()) {
      product *= event.local().orElseThrow().item();
      assertThat(event.contribution().item()).isCloseTo(product, within(1e-15));
    }
    assertThat(product).isCloseTo(expected, within(1e-15));
  }

  @Test
  void every_line_of_the_table_passes_a_gradient_check() {
    Tensor a = Tensor.of(DType.F64, 0.3, 1.2, 2.5);
    Tensor b = Tensor.of(DType.F64, 1.7, 0.6, -1.1);
    DerivativeTable.OF_ONE.forEach(function -> GradCheck.of(function).order(2).check(a));
    DerivativeTable.OF_TWO.forEach(function -> GradCheck.of(function).order(2).check(a, b));
  }
}
