// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.spi.Operand;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a graph keeps while a function is traced. */
class AbsentTest {

  private static final Tensor X = Tensor.normal(DType.F32, Shape.of(64, 80), Rng.seed(4));

  private static <T> T traced(Supplier<T> body) {
    return Context.current().withTracer(new Tracer() {}).call(body);
  }

  private static Tensor input(Tensor result) {
    return result.call().orElseThrow().inputs().getFirst();
  }

  @Test
  void a_graph_that_nobody_sees_keeps_no_value_that_gradients_do_not_read() {
    Tensor w = X.detach().requiresGrad();
    Tensor before = traced(() -> w.times(3));
    Tensor husk = input(traced(before::relu));
    assertThat(husk).isNotSameAs(before).isSameAs(input(traced(before::tanh)));
    assertThat(husk.call()).isEqualTo(before.call());
    assertThat(husk.toFloats()).containsExactly(before.toFloats());
    assertThat(input(traced(before::square))).isSameAs(before);
    assertThat(input(before.relu())).isSameAs(before);
    assertThat(Engine.again(before.call().orElseThrow()).array())
        .isEqualTo(before.operand().array());
  }

  @Test
  void gradients_of_what_is_not_kept_are_found() {
    Tensor w = X.detach().requiresGrad();
    Tensor expected = w.times(3);
    Tensor whole = expected.relu().plus(expected.tanh()).sum();
    float[] gradient = Autograd.of(whole).retainGraph().gradient(expected).toFloats();
    Tensor before = traced(() -> w.times(3));
    Tensor sum = traced(() -> before.relu().plus(before.tanh()).sum());
    assertThat(traced(() -> Autograd.of(sum).retainGraph().gradient(before)).toFloats())
        .containsExactly(gradient);
    whole.backward();
    float[] leaf = w.grad().toFloats();
    w.clearGrad();
    traced(() -> {
      sum.backward();
      return 0;
    });
    assertThat(w.grad().toFloats()).containsExactly(leaf);
  }

  @Test
  void a_leaf_made_when_it_is_read_can_be_rewritten() {
    Tensor leaf = Tracer.absent(X.spec(), () -> Kernels.fresh(X.operand()));
    assertThat(leaf.isLeaf()).isTrue();
    assertThat(leaf.plus(1).toFloats()).containsExactly(X.plus(1).toFloats());
    leaf.assign(X.times(2));
    assertThat(leaf.toFloats()).containsExactly(X.times(2).toFloats());
    Operand there = leaf.operand();
    assertThat(there.sharesMemory(leaf.operand())).isTrue();
  }
}
