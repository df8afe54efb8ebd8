// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Gate;
import chainrule.tensor.Partial;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gates of users are drawn, told and split like others. */
class OwnGateTest {

  private record Growth() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).times(in.get(1).exp());
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of("g * exp(b)", back -> back.upstream().times(back.input(1).exp()))
          : Gate.super.partial(input);
    }
  }

  private final Tensor a = Tensor.scalar(DType.F64, 3).requiresGrad();
  private final Tensor b = Tensor.scalar(DType.F64, 0).requiresGrad();

  private Graph graph() {
    return Graph.of(new Growth().apply(a, b).times(2), Map.of("a", a, "b", b));
  }

  private Pass pass() {
    return graph().forward().backward();
  }

  @Test
  void it_stands_in_a_circuit_and_in_a_payload_by_its_name() {
    assertThat(Circuit.of(pass()).toString()).contains("(growth) growth1  3 | 2");
    assertThat(Payload.of(pass()).toString()).contains("growth");
  }

  @Test
  void its_chain_rule_is_told_in_both_languages() {
    assertThat(Explain.of(pass()).text())
        .contains("growth gate: growth1 = growth(a, b) = growth(3, 0) = 3")
        .contains("A growth gate passes the upstream gradient on by the rule its maker gave.")
        .contains("d growth1/da = exp(b) = exp(0) = 1", "d growth1/db = 3");
    assertThat(Explain.of(pass()).language(Language.CHINESE).text())
        .contains("growth 门按其作者给出的规则传递回传梯度。");
  }

  @Test
  void its_java_is_that_of_its_parts() {
    assertThatThrownBy(() -> JavaCode.of(pass()).source("Growth"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "java: gate growth1 is growth, a gate of your own; its Java is unknown\n"
                + "  fix: write the parts of its definition instead, with"
                + " graph.split(\"growth1\")");
    var parts = graph().split("growth1").forward().backward();
    assertThat(JavaCode.of(parts).source("Growth")).contains("StrictMath.exp(b)");
  }
}
