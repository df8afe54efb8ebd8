// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.autograd.GradCheck;
import chainrule.graph.Graph;
import chainrule.tensor.Gate;
import chainrule.tensor.Partial;
import chainrule.tensor.Tensor;
import chainrule.testkit.Law;
import chainrule.testkit.OpLaws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnGateTest {

  private final Tensor x = Tensor.of(DType.F64, -2, 0.125, 1).requiresGrad();

  static List<Gate> gates() {
    return List.of(new OwnGate.SoftAbs(0.5), new OwnGate.QuickSoftAbs(0.5));
  }

  @ParameterizedTest
  @MethodSource("gates")
  void it_keeps_every_law_of_operations(Gate gate) {
    int cases = 0;
    for (Law law : OpLaws.all()) {
      cases += OpLaws.check(law, OwnGate.samples(gate));
    }
    assertThat(cases).isGreaterThan(300);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void its_gradients_hold_to_the_third_order(Gate gate) {
    GradCheck.of(v -> gate.apply(v)).order(3).kinkDistance(0).check(x);
  }

  @Test
  void both_gates_agree_and_are_one_gate_in_a_circuit() {
    Tensor y = new OwnGate.QuickSoftAbs(0.5).apply(x);
    assertThat(y.toDoubles()).containsExactly(new OwnGate.SoftAbs(0.5).apply(x).toDoubles());
    assertThat(y.call().orElseThrow().op()).isEqualTo(new OwnGate.QuickSoftAbs(0.5));
    assertThat(Graph.of(y).gates()).extracting(gate -> gate.op()).containsExactly("quickSoftAbs");
    assertThat(Graph.of(y).split().gates())
        .extracting(gate -> gate.op())
        .containsExactly("square", "add", "sqrt", "sub");
  }

  private record Wrong() implements Gate {
    @Override
    public Tensor define(List<Tensor> inputs) {
      return inputs.getFirst().square();
    }

    @Override
    public Partial partial(int input) {
      return Partial.of("3 g a", back -> back.upstream().times(back.input(0)).times(3));
    }
  }

  @Test
  void a_wrong_gradient_breaks_the_laws_that_are_about_gradients() {
    Law differences = OpLaws.all().getFirst();
    assertThatThrownBy(() -> OpLaws.check(differences, OwnGate.samples(new Wrong())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wrong(F64[]) Wrong[]")
        .hasMessageContaining("gradients differ from central differences");
  }

  @Test
  void the_program_runs() {
    OwnGate.main();
  }
}
