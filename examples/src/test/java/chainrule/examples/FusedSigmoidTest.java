// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FusedSigmoidTest {

  @Test
  void row_10_a_fused_sigmoid_gate_equals_the_chain() {
    Graph fused = FusedSigmoid.fused();
    assertThat(fused.gates())
        .extracting(Node.Gate::op)
        .containsExactly("mul", "mul", "add", "add", "sigmoid");
    Pass one = fused.forward().backward();
    assertThat(one.output().item()).isCloseTo(0.731059, within(1e-6));
    assertThat(one.gradient("add4").item()).isCloseTo(0.196612, within(1e-6));
    Pass four = SigmoidNeuron.graph().forward().backward();
    Pass again = fused.split().forward().backward();
    assertThat(again.graph().gates()).hasSize(8);
    for (Node.Leaf leaf : fused.leaves()) {
      double gradient = one.gradient(leaf.id()).item();
      assertThat(gradient).isCloseTo(four.gradient(leaf.id()).item(), within(1e-15));
      assertThat(gradient).isCloseTo(again.gradient(leaf.id()).item(), within(1e-15));
    }
  }

  @Test
  void the_derivative_of_a_sigmoid_is_made_of_its_output() {
    for (double at : new double[] {-5, -1, 0, 0.5, 4}) {
      Tensor x = Tensor.scalar(DType.F64, at).requiresGrad();
      Tensor rate = x.sigmoid();
      double derivative = (1 - rate.item()) * rate.item();
      assertThat(Autograd.of(rate).gradient(x).item()).isCloseTo(derivative, within(1e-15));
    }
  }
}
