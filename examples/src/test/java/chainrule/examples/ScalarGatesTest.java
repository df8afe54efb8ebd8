// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.autograd.GradCheck;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ScalarGatesTest {

  private static final List<DoubleUnaryOperator> DERIVATIVES =
      List.of(x -> -1 / (x * x), _ -> 1, StrictMath::exp, _ -> 3);

  @Test
  void row_6_four_scalar_gates_have_the_derivatives_of_the_table() {
    List<ScalarGates.Gate> gates = ScalarGates.gates();
    assertThat(gates)
        .extracting(ScalarGates.Gate::rule)
        .containsExactly("-g * (out * out)", "g", "g * out", "g * b");
    for (int i = 0; i < gates.size(); i++) {
      for (double x : new double[] {-2, -0.7, 0.4, 1, 3}) {
        double slope = gates.get(i).slope(x);
        assertThat(slope).isCloseTo(DERIVATIVES.get(i).applyAsDouble(x), within(1e-12));
        assertThat(slope).isCloseTo(gates.get(i).difference(x), within(1e-6));
      }
    }
  }

  @Test
  void a_gradient_check_agrees_to_the_second_order() {
    for (ScalarGates.Gate gate : ScalarGates.gates()) {
      GradCheck check = GradCheck.of(gate.function()).order(2);
      assertThat(check.check(Tensor.of(DType.F64, -2, 0.4, 3)).kinks()).isZero();
    }
  }
}
