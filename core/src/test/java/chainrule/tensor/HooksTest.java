// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.GraphException;
import chainrule.error.ModifiedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HooksTest {

  private final Tensor x = Tensor.of(DType.F64, 1, 2).requiresGrad();
  private final List<String> seen = new ArrayList<>();

  private void note(String name, Tensor gradient) {
    seen.add(name + " " + List.of(gradient.get(0), gradient.get(1)));
  }

  @Test
  void a_result_shows_its_whole_gradient_once_and_before_it_is_passed_on() {
    var y = x.times(3);
    x.onGradient(g -> note("x", g));
    y.onGradient(g -> note("y", g));
    y.plus(y.square()).sum().backward();
    assertThat(seen).containsExactly("y [7.0, 13.0]", "x [21.0, 39.0]");
    assertThat(x.grad().toDoubles()).containsExactly(21, 39);
  }

  @Test
  void observing_changes_no_bit() {
    var y = x.exp().times(x.sigmoid());
    double[] alone = Autograd.of(y.sum()).retainGraph().gradient(x).toDoubles();
    y.onGradient(g -> g.times(1e9));
    x.onGradient(g -> g.times(1e9));
    assertThat(Autograd.grad(y.sum(), x).getFirst().toDoubles()).containsExactly(alone);
  }

  @Test
  void a_replaced_gradient_goes_on() {
    var y = x.times(3);
    y.replaceGradient(g -> g.times(10));
    x.replaceGradient(g -> g.plus(1));
    y.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(31, 31);
    assertThat(Autograd.grad(x.times(3).sum(), x).getFirst().toDoubles())
        .as("a leaf's hooks work where the gradient is asked for, too")
        .containsExactly(4, 4);
  }

  @Test
  void hooks_run_in_order_until_they_are_removed() {
    var first = x.replaceGradient(g -> g.times(2));
    x.replaceGradient(g -> g.plus(1));
    x.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(3, 3);
    first.remove();
    first.remove();
    x.clearGrad();
    x.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(2, 2);
  }

  @Test
  void a_leaf_shows_each_pass_alone_not_what_was_accumulated() {
    x.onGradient(g -> note("x", g));
    x.times(2).sum().backward();
    x.times(3).sum().backward();
    assertThat(seen).containsExactly("x [2.0, 2.0]", "x [3.0, 3.0]");
    assertThat(x.grad().toDoubles()).containsExactly(5, 5);
  }

  @Test
  void grad_runs_hooks_on_the_way_and_no_others() {
    var y = x.times(3);
    var other = x.exp();
    y.onGradient(g -> note("y", g));
    other.onGradient(g -> note("other", g));
    x.onGradient(g -> note("x", g));
    Autograd.grad(y.sum().plus(other.sum()), y);
    assertThat(seen).containsExactly("y [1.0, 1.0]");
    seen.clear();
    Autograd.grad(x.times(2).sum(), x, x);
    assertThat(seen).as("once, however often it is asked for").containsExactly("x [2.0, 2.0]");
  }

  @Test
  void an_output_shows_the_gradient_the_pass_starts_from() {
    var y = x.times(3);
    y.replaceGradient(g -> g.times(5));
    y.backward(Tensor.of(DType.F64, 1, 2));
    assertThat(x.grad().toDoubles()).containsExactly(15, 30);
  }

  @Test
  void a_replaced_gradient_is_differentiated_again() {
    var y = x.square();
    y.replaceGradient(g -> g.times(x));
    var first = Autograd.of(y.sum()).createGraph().gradient(x);
    assertThat(first.toDoubles()).as("2 x^2").containsExactly(2, 8);
    assertThat(Autograd.grad(first.sum(), x).getFirst().toDoubles()).containsExactly(4, 8);
  }

  @Test
  void nothing_is_recorded_without_create_graph_and_no_gradient_can_be_rewritten() {
    var given = Tensor.of(DType.F64, 7, 7);
    x.onGradient(g -> assertThat(g.times(2).isWatched()).isFalse());
    x.onGradient(g -> assertThat(g.isLeaf()).isFalse());
    x.replaceGradient(g -> given);
    x.sum().backward();
    given.assign(Tensor.of(DType.F64, 8, 8));
    assertThat(x.grad().toDoubles()).containsExactly(7, 7);
  }

  @Test
  void a_wrong_replacement_is_an_error_and_adds_nothing() {
    var z = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var hook = x.replaceGradient(g -> g.sum());
    assertThatThrownBy(() -> x.times(z).sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessage("replaceGradient: the hook on F64[2] gave F64[]; needs F64[2]");
    assertThat(z.hasGrad()).as("no leaf has changed").isFalse();
    hook.remove();
    hook = x.replaceGradient(g -> g.to(DType.F32));
    assertThatThrownBy(() -> x.sum().backward()).hasMessageContaining("gave F32[2]; needs F64[2]");
    hook.remove();
    x.replaceGradient(g -> null);
    assertThatThrownBy(() -> x.sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("gave null; needs F64[2]");
  }

  @Test
  void what_a_hook_throws_reaches_the_caller_with_its_place() {
    var y = x.times(2);
    var hook =
        y.onGradient(g -> {
          throw new UnsupportedOperationException("mine");
        });
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("mine")
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed()[0])
                .hasMessage("backward: thrown by a gradient hook on F64[2] made by mul"));
    assertThat(x.hasGrad()).isFalse();
    hook.remove();
    x.onGradient(g -> g.get(9));
    assertThatThrownBy(() -> x.sum().backward())
        .hasMessageContaining("get: index 9")
        .hasMessageContaining("in:  [a gradient hook on F64[2]]");
  }

  @Test
  void a_hook_that_rewrites_a_leaf_is_caught_where_the_old_value_is_needed() {
    var y = x.square();
    y.onGradient(g -> x.assign(Tensor.of(DType.F64, 5, 5)));
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(ModifiedException.class)
        .hasMessageContaining("square: input 0, F64[2], was rewritten by assign");
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void a_hook_runs_on_the_thread_of_the_pass() {
    var threads = new ArrayList<Thread>();
    x.onGradient(g -> threads.add(Thread.currentThread()));
    x.sum().backward();
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void a_tensor_no_gradient_comes_to_has_no_hooks() {
    assertThatThrownBy(() -> Tensor.of(1, 2).onGradient(g -> {}))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "onGradient: no gradient comes to F32[2]; a leaf that does not require a gradient\n"
                + "  fix: call requiresGrad() on it first");
    assertThatThrownBy(() -> Tensor.of(1, 2).times(2).replaceGradient(g -> g))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("made in noGrad, or from leaves that require none");
  }

  @Test
  void a_gradient_that_does_not_come_runs_no_hook() {
    x.onGradient(g -> note("x", g));
    new FirstAlone().apply(x.detach().requiresGrad(), x).sum().backward();
    assertThat(seen).isEmpty();
    assertThat(x.grad().toDoubles()).containsExactly(0, 0);
  }

  private record FirstAlone() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).plus(in.get(1));
    }

    @Override
    public Partial partial(int input) {
      return input == 0 ? Gate.super.partial(0) : Partial.none("no gradient here", "此处没有梯度");
    }
  }
}
