// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ModifiedException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import org.junit.jupiter.api.Test;

/** What only leaves can do: collect gradients and be rewritten. */
class LeafTest {

  private final Tensor x = Tensor.of(1, 2, 3).requiresGrad();

  @Test
  void only_floating_leaves_collect_gradients() {
    assertThatThrownBy(() -> Tensor.of(DType.I64, 1).requiresGrad())
        .isInstanceOf(DtypeException.class)
        .hasMessageStartingWith("requiresGrad: I64[1] has no gradient; needs F32 or F64");
    assertThatThrownBy(() -> Tensor.of(DType.BOOL, 1).requiresGrad())
        .isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> x.times(2).requiresGrad())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("requiresGrad: F32[3] made by mul is not a leaf")
        .hasMessageContaining("fix: make it from a factory such as Tensor.of, or take .detach()");
    assertThat(Tensor.of(DType.F64, 1).requiresGrad().isGradRequired()).isTrue();
  }

  @Test
  void a_leaf_can_stop_collecting() {
    assertThat(x.requiresGrad(false).isWatched()).isFalse();
    assertThat(x.times(2).isWatched()).isFalse();
  }

  @Test
  void a_gradient_that_is_not_there_is_an_error_that_says_what_to_do() {
    assertThat(x.hasGrad()).isFalse();
    assertThatThrownBy(x::grad)
        .isInstanceOf(StateException.class)
        .hasMessage(
            "grad: F32[3] has no gradient\n"
                + "  fix: call backward() on a result that depends on it");
    assertThatThrownBy(() -> Tensor.of(1).grad())
        .hasMessageContaining("fix: call requiresGrad() on it before computing");
    assertThatThrownBy(() -> x.times(2).grad())
        .hasMessageContaining("grad: F32[3] made by mul has no gradient")
        .hasMessageContaining("fix: ask for it with Autograd.grad(output, tensor)");
  }

  @Test
  void a_gradient_can_be_forgotten() {
    x.sum().backward();
    assertThat(x.hasGrad()).isTrue();
    x.clearGrad();
    assertThat(x.hasGrad()).isFalse();
  }

  @Test
  void rewriting_raises_the_version() {
    assertThat(x.version()).isZero();
    x.assign(Tensor.of(4, 5, 6));
    assertThat(x.version()).isEqualTo(1);
    assertThat(x.toDoubles()).containsExactly(4, 5, 6);
  }

  @Test
  void only_leaves_are_rewritten_and_only_with_their_like() {
    assertThatThrownBy(() -> x.times(2).assign(x)).isInstanceOf(GraphException.class);
    assertThatThrownBy(() -> x.assign(Tensor.of(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("assign: F32[2] into F32[3]; sizes differ");
    assertThatThrownBy(() -> x.assign(Tensor.of(DType.F64, 1, 2, 3)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("assign: F64[3] into F32[3]; types differ");
    assertThat(x.version()).as("nothing was written").isZero();
  }

  @Test
  void a_leaf_takes_the_values_of_any_view_and_of_itself() {
    var square = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    square.assign(square.transpose());
    assertThat(square.toDoubles()).containsExactly(1, 3, 2, 4);
    square.assign(square);
    assertThat(square.toDoubles()).containsExactly(1, 3, 2, 4);
    square.assign(Tensor.scalar(7).expand(Shape.of(2, 2)));
    assertThat(square.toDoubles()).containsOnly(7);
    var whole = Tensor.of(Shape.of(1), new long[] {1});
    whole.assign(Tensor.of(Shape.of(1), new long[] {Long.MAX_VALUE}));
    assertThat(whole.toLongs()).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void every_other_tensor_stays_as_it_was() {
    var view = x.reshape(3, 1);
    var part = view.slice(0, 0, 2);
    var twin = x.detach();
    var stretched = x.expand(Shape.of(2, 3));
    var copy = x.times(1);
    x.assign(Tensor.of(7, 8, 9));
    assertThat(view.toDoubles()).containsExactly(1, 2, 3);
    assertThat(part.toDoubles()).containsExactly(1, 2);
    assertThat(twin.toDoubles()).containsExactly(1, 2, 3);
    assertThat(stretched.toDoubles()).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(copy.toDoubles()).containsExactly(1, 2, 3);
    twin.assign(Tensor.of(0, 0, 0));
    assertThat(x.toDoubles()).containsExactly(7, 8, 9);
    x.assign(Tensor.of(1, 1, 1));
    assertThat(view.toDoubles()).containsExactly(1, 2, 3);
  }

  @Test
  void a_view_of_a_result_that_is_detached_and_rewritten_leaves_the_result_alone() {
    var result = x.times(2);
    var leaf = result.slice(0, 1, 3).detach();
    leaf.assign(Tensor.of(0, 0));
    assertThat(leaf.toDoubles()).containsExactly(0, 0);
    assertThat(result.toDoubles()).containsExactly(2, 4, 6);
  }

  @Test
  void a_saved_leaf_that_was_rewritten_is_an_error_naming_the_writer() {
    var loss = x.square().sum();
    x.assign(Tensor.of(4, 5, 6));
    assertThatThrownBy(loss::backward)
        .isInstanceOf(ModifiedException.class)
        .hasMessage(
            "square: input 0, F32[3], was rewritten by assign after the forward pass (version 1,"
                + " saved at 0)\n"
                + "  fix: call backward() before the leaf is rewritten, or compute the output"
                + " again");
    assertThat(x.hasGrad()).as("nothing was added").isFalse();
  }

  @Test
  void a_leaf_whose_value_is_not_needed_may_be_rewritten() {
    var loss = x.plus(1).sum();
    x.assign(Tensor.of(4, 5, 6));
    loss.backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 1, 1);
  }

  @Test
  void a_view_keeps_its_values_for_the_backward_pass() {
    var loss = x.reshape(3, 1).square().sum();
    x.assign(Tensor.of(4, 5, 6));
    loss.backward();
    assertThat(x.grad().toDoubles()).containsExactly(2, 4, 6);
  }

  @Test
  void detaching_cuts_the_graph() {
    var y = x.times(2).detach();
    assertThat(y.isLeaf()).isTrue();
    assertThat(y.isWatched()).isFalse();
    assertThat(y.times(x).sum().isWatched()).isTrue();
    y.times(x).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(2, 4, 6);
  }

  @Test
  void nobody_can_rewrite_a_gradient_that_was_handed_out() {
    var upstream = Tensor.of(1, 1, 1);
    x.plus(0).backward(upstream);
    var asked = Autograd.of(x.plus(0)).upstream(upstream).gradient(x);
    upstream.assign(Tensor.of(9, 9, 9));
    assertThat(x.grad().toDoubles()).containsExactly(1, 1, 1);
    assertThat(asked.toDoubles()).containsExactly(1, 1, 1);
    assertThat(x.grad().isLeaf()).isFalse();
    var watched = Tensor.of(1, 1, 1).requiresGrad();
    assertThat(Autograd.of(x.plus(0)).upstream(watched).gradient(x).isWatched())
        .as("without createGraph a gradient has no graph")
        .isFalse();
  }
}
