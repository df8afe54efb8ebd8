// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Mlp;
import chainrule.nn.Part;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighborsOnlyTest {

  @Test
  void row_28_only_neighbors_are_connected() {
    Mlp net = NeighborsOnly.net();
    Tensor x = Tensor.uniform(DType.F32, Shape.of(5, 3), Rng.seed(7));
    assertThat(net.apply(x).toFloats())
        .containsExactly(NeighborsOnly.writtenOut(net, x).toFloats());
    assertThat(net.layers().stream().map(layer -> layer.weight().shape().toString()))
        .containsExactly("[3, 4]", "[4, 2]");
    assertThat(net.output()).isEmpty();
    assertThat(net.parts()).hasSize(2).allMatch(Part.Child.class::isInstance);
  }

  @Test
  void every_output_depends_on_every_neuron_before_it() {
    Mlp net = NeighborsOnly.net();
    Tensor x = Tensor.of(new double[][] {{0.3, -0.2, 0.9}}).requiresGrad();
    for (long output : List.of(0L, 1L)) {
      x.clearGrad();
      net.apply(x).select(1, output).sum().backward();
      assertThat(x.grad().toFloats()).doesNotContain(0f);
    }
  }

  @Test
  void outputs_leave_the_range_of_a_sigmoid() {
    Tensor far = NeighborsOnly.net().apply(Tensor.of(new double[][] {{9, -9, 9}, {-9, 9, -9}}));
    assertThat(far.times(100).abs().max().item()).isGreaterThan(1);
  }
}
