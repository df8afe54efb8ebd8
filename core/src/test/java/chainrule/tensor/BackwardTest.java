// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackwardTest {

  private final Tensor x = Tensor.scalar(DType.F64, -2).requiresGrad();
  private final Tensor y = Tensor.scalar(DType.F64, 5).requiresGrad();
  private final Tensor z = Tensor.scalar(DType.F64, -4).requiresGrad();

  @Test
  void the_chain_rule_on_a_product_of_a_sum() {
    var f = x.plus(y).times(z);
    assertThat(f.item()).isEqualTo(-12);
    f.backward();
    assertThat(x.grad().item()).isEqualTo(-4);
    assertThat(y.grad().item()).isEqualTo(-4);
    assertThat(z.grad().item()).isEqualTo(3);
  }

  @Test
  void a_value_used_twice_adds_both_gradients() {
    x.times(x).plus(x).backward();
    assertThat(x.grad().item()).isEqualTo(2 * -2 + 1);
  }

  @Test
  void backward_passes_accumulate_until_the_gradient_is_forgotten() {
    x.times(3).backward();
    x.times(4).backward();
    assertThat(x.grad().item()).isEqualTo(7);
    x.clearGrad();
    x.times(4).backward();
    assertThat(x.grad().item()).isEqualTo(4);
  }

  @Test
  void broadcast_inputs_get_the_sum_over_what_was_stretched() {
    var matrix = Tensor.ones(2, 3).requiresGrad();
    var row = Tensor.of(1, 2, 3).requiresGrad();
    var column = Tensor.of(new double[][] {{1}, {2}}).requiresGrad();
    var number = Tensor.scalar(2).requiresGrad();
    matrix.times(row).times(column).times(number).sum().backward();
    assertThat(row.grad()).hasToString("[6, 6, 6] F32[3]");
    assertThat(column.grad()).hasToString("[[12],\n [12]] F32[2, 1]");
    assertThat(number.grad()).hasToString("18 F32[]");
    assertThat(matrix.grad()).hasToString("[[ 2,  4,  6],\n [ 4,  8, 12]] F32[2, 3]");
  }

  @Test
  void the_output_must_be_a_single_number_or_come_with_an_upstream() {
    var many = x.times(Tensor.of(DType.F64, 1, 2));
    assertThatThrownBy(many::backward)
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("backward: the output is F64[2]; needs a single number")
        .hasMessageContaining("backward(upstream)");
    many.backward(Tensor.of(DType.F64, 10, 1));
    assertThat(x.grad().item()).isEqualTo(12);
    assertThatThrownBy(() -> many.backward(Tensor.of(DType.F64, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("backward: upstream is F64[1], the output is F64[2]; shapes must be equal");
    assertThatThrownBy(() -> many.backward(Tensor.of(1, 2)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("fix: convert it with .to(DType.F64)");
    var one = x.reshape(1, 1);
    one.backward();
    assertThat(x.grad().item()).as("a single number may have axes").isEqualTo(13);
  }

  @Test
  void a_leaf_is_its_own_output() {
    x.backward();
    assertThat(x.grad().item()).isEqualTo(1);
  }

  @Test
  void a_gradient_that_cannot_exist_is_an_error() {
    assertThatThrownBy(() -> Tensor.scalar(1).times(2).backward())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("backward: nothing watched the computation of F32[]")
        .hasMessageContaining("fix: call requiresGrad() on the leaves before computing");
    assertThatThrownBy(() -> x.less(y).backward())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("backward: the output is BOOL[]; gradients exist for F32 and F64")
        .hasMessageContaining("fix: ");
    assertThatThrownBy(() -> Autograd.grad(Tensor.scalar(1).times(2), Tensor.scalar(1)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("; input 0, F32[]: a leaf that does not require a gradient");
    assertThatThrownBy(() -> Tensor.scalar(1).backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("F32[], a leaf that does not require a gradient");
    assertThatThrownBy(() -> Autograd.noGrad(() -> x.times(y)).backward())
        .isInstanceOf(GraphException.class);
  }

  @Test
  void a_second_pass_through_a_released_graph_says_so() {
    var f = x.times(y);
    f.backward();
    assertThatThrownBy(f::backward)
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "backward: the graph behind mul was released by an earlier backward pass\n"
                + "  fix: compute the output again, or keep the graph with retainGraph() in the"
                + " first pass");
    assertThat(x.grad().item()).as("the failed pass added nothing").isEqualTo(5);
  }

  @Test
  void a_shared_part_that_was_released_says_so_too() {
    var shared = x.times(y);
    shared.plus(1).backward();
    assertThatThrownBy(() -> shared.plus(2).backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("the graph behind mul was released");
  }

  @Test
  void a_retained_graph_serves_again() {
    var f = x.times(y);
    Autograd.of(f).retainGraph().intoLeaves();
    f.backward();
    assertThat(x.grad().item()).isEqualTo(10);
  }

  @Test
  void asking_for_gradients_touches_no_leaf() {
    var gradients = Autograd.grad(x.plus(y).times(z), z, x);
    assertThat(gradients).extracting(Tensor::item).containsExactly(3.0, -4.0);
    assertThat(List.of(x, y, z)).noneMatch(Tensor::hasGrad);
    assertThat(gradients).noneMatch(Tensor::isWatched);
  }

  @Test
  void intermediates_and_the_output_itself_have_gradients() {
    var q = x.plus(y);
    var f = q.times(z);
    assertThat(Autograd.grad(f, q, f, x)).extracting(Tensor::item).containsExactly(-4.0, 1.0, -4.0);
  }

  @Test
  void an_input_the_output_does_not_depend_on_is_an_error_that_lists_the_leaves() {
    var row = Tensor.of(1, 2, 3).requiresGrad();
    assertThatThrownBy(() -> Autograd.grad(x.times(y), x, row))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "grad: no gradient for input 1, F32[3]: the output was not computed from it; the"
                + " leaves behind the output are [F64[], F64[]]\n"
                + "  fix: ask for a tensor that the output depends on");
    assertThatThrownBy(() -> Autograd.grad(x.times(2), Tensor.of(1, 2)))
        .hasMessageContaining(
            "no gradient for input 0, F32[2]: a leaf that does not require a gradient; the leaves");
  }

  @Test
  void only_what_lies_between_is_walked() {
    var branch = x.exp().exp();
    var f = x.times(y).plus(branch);
    assertThat(Autograd.grad(f, y).getFirst().item()).isEqualTo(-2);
    assertThat(Autograd.grad(branch, x).getFirst().item())
        .as("the branch was not on the way and was not released")
        .isPositive();
  }

  @Test
  void gradients_can_be_differentiated_again_to_the_third_order() {
    var cube = x.times(x).times(x);
    var first = Autograd.of(cube).createGraph().gradient(x);
    var second = Autograd.of(first).createGraph().gradient(x);
    var third = Autograd.of(second).createGraph().gradient(x);
    assertThat(first.item()).isEqualTo(12);
    assertThat(second.item()).isEqualTo(-12);
    assertThat(third.item()).isEqualTo(6);
    assertThat(x.hasGrad()).isFalse();
    second.backward();
    assertThat(x.grad().item()).as("a gradient is a result like any other").isEqualTo(6);
  }

  @Test
  void an_upstream_can_be_differentiated_too() {
    var v = Tensor.scalar(DType.F64, 3).requiresGrad();
    var pulled = Autograd.of(x.square()).upstream(v).createGraph().gradient(x);
    assertThat(pulled.item()).isEqualTo(-12);
    assertThat(Autograd.grad(pulled, v, x)).extracting(Tensor::item).containsExactly(-4.0, 6.0);
  }

  @Test
  void a_gradient_penalty_reaches_the_weights() {
    var w = Tensor.scalar(DType.F64, 3).requiresGrad();
    var slope = Autograd.of(w.times(x.square())).createGraph().gradient(x);
    slope.square().backward();
    // slope = 2 w x, its square has d/dw = 8 w x^2.
    assertThat(w.grad().item()).isEqualTo(96);
  }

  @Test
  void an_input_that_was_touched_but_passes_nothing_gets_zero() {
    x.times(y.floor()).backward();
    assertThat(y.grad().item()).isZero();
    assertThat(y.grad().spec()).isEqualTo(new Spec(DType.F64, Shape.SCALAR));
  }

  @Test
  void contributions_are_added_from_the_latest_consumer_to_the_earliest() {
    // 1 + 2^-53 + 2^-53: from the left it rounds to 1, from the right to 1 + 2^-52.
    double tiny = 0x1p-53;
    var a = Tensor.scalar(DType.F64, 1).requiresGrad();
    var first = a.times(1.0);
    var second = a.times(tiny);
    var third = a.times(tiny);
    third.plus(second).plus(first).backward();
    assertThat(a.grad().item()).isEqualTo(1 + 0x1p-52);
    var b = Tensor.scalar(DType.F64, 1).requiresGrad();
    var late = b.times(tiny);
    var later = b.times(tiny);
    var latest = b.times(1.0);
    latest.plus(later).plus(late).backward();
    assertThat(b.grad().item()).isEqualTo(1);
  }
}
