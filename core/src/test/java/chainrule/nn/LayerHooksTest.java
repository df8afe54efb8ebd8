// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Sigmoidal;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerHooksTest {

  private final Rng rng = Rng.seed(5);
  private final Sequential network =
      Sequential.of(Linear.of(3, 4, rng.child("a")))
          .then(new Sigmoidal.Tanh())
          .then(Linear.of(4, 2, rng.child("b")));
  private final Tensor x = Tensor.normal(DType.F32, Shape.of(5, 3), rng.child("x"));
  private final List<String> seen = new ArrayList<>();

  @Test
  void layers_are_told_in_the_order_they_compute() {
    Hooks.before((layer, path, input) -> seen.add("before " + path + " " + input.spec()))
        .and(Hooks.after((layer, path, input, output) -> seen.add("after " + path)))
        .during(() -> network.apply(x));
    assertThat(seen)
        .containsExactly(
            "before  F32[5, 3]",
            "before 0 F32[5, 3]",
            "after 0",
            "before 1 F32[5, 4]",
            "after 1",
            "before 2 F32[5, 4]",
            "after 2",
            "after ");
    seen.clear();
    network.apply(x);
    assertThat(seen).as("afterwards they are gone").isEmpty();
  }

  @Test
  void a_hook_gets_the_layer_and_its_output() {
    var outputs = new ArrayList<Tensor>();
    var result =
        Hooks.after(
                (layer, path, input, output) -> {
                  if (layer == network) {
                    outputs.add(output);
                  }
                })
            .during(() -> network.apply(x));
    assertThat(outputs).containsExactly(result);
  }

  @Test
  void gradients_of_outputs_and_inputs_come_in_the_backward_pass() {
    var gradients = new ArrayList<Tensor>();
    Hooks.outputGradient(
            (layer, path, gradient) -> {
              seen.add("output " + path);
              gradients.add(gradient);
            })
        .and(Hooks.inputGradient((layer, path, gradient) -> seen.add("input " + path)))
        .during(() -> network.apply(x).square().sum().backward());
    assertThat(seen)
        .as("data has no gradient; an output is the next input")
        .containsExactly("output 2", "output ", "output 1", "input 2", "output 0", "input 1");
    var output = network.apply(x);
    var expected = Autograd.grad(output.square().sum(), output).getFirst();
    assertThat(gradients.getFirst().toFloats()).containsExactly(expected.toFloats());
  }

  @Test
  void an_input_that_is_a_leaf_is_told_once_a_pass_and_let_go_at_the_end() {
    var leaf = x.detach().requiresGrad();
    Hooks.inputGradient((layer, path, gradient) -> seen.add(path))
        .during(() -> {
          network.apply(leaf).sum().backward();
          assertThat(seen).containsExactly("2", "1", "", "0");
          seen.clear();
          network.apply(leaf).sum().backward();
          assertThat(seen).containsExactly("2", "1", "", "0");
        });
    seen.clear();
    network.apply(leaf).sum().backward();
    assertThat(seen).isEmpty();
  }

  @Test
  void a_pass_after_the_end_is_not_observed() {
    var loss =
        Hooks.outputGradient((layer, path, gradient) -> seen.add(path))
            .during(() -> network.apply(x).sum());
    loss.backward();
    assertThat(seen).isEmpty();
  }

  @Test
  void observing_changes_no_bit() {
    network.apply(x).square().sum().backward();
    var parameters = Parameters.of(network);
    var plain = parameters.trained().stream().map(each -> each.grad().toFloats()).toList();
    parameters.clearGrads();
    Hooks.before((layer, path, input) -> network.apply(input.detach().slice(1, 0, 3)))
        .and(Hooks.after((layer, path, input, output) -> output.norm()))
        .and(Hooks.outputGradient((layer, path, gradient) -> gradient.times(2)))
        .and(Hooks.inputGradient((layer, path, gradient) -> gradient.times(2)))
        .during(() -> network.apply(x).square().sum().backward());
    assertThat(parameters.trained().stream().map(each -> each.grad().toFloats()).toList())
        .usingRecursiveComparison()
        .isEqualTo(plain);
  }

  @Test
  void scopes_of_hooks_nest() {
    Hooks.before((layer, path, input) -> seen.add("outer " + path))
        .during(() ->
            Hooks.before((layer, path, input) -> seen.add("inner " + path))
                .during(() -> network.layers().getFirst().apply(x)));
    assertThat(seen).containsExactly("outer ", "inner ");
  }

  @Test
  void what_a_hook_throws_reaches_the_caller_with_its_place() {
    assertThatThrownBy(() ->
            Hooks.after((layer, path, input, output) -> output.get(99, 0))
                .during(() -> network.apply(x)))
        .hasMessageContaining("get: index 99")
        .hasMessageContaining("in:  Sequential[0].Linear(3 -> 4)");
    assertThatThrownBy(() ->
            Hooks.before(
                    (layer, path, input) -> {
                      throw new UnsupportedOperationException("mine");
                    })
                .during(() -> network.apply(x)))
        .isInstanceOf(UnsupportedOperationException.class)
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed()[0])
                .hasMessage("hooks: thrown by a hook on Sequential at \"\""));
    network.apply(x);
  }

  @Test
  void a_hook_may_replace_a_gradient_through_the_tensor() {
    Hooks.after(
            (layer, path, input, output) -> {
              if (path.equals("0")) {
                output.replaceGradient(g -> g.times(0));
              }
            })
        .during(() -> network.apply(x).sum().backward());
    var first = (Linear) network.layers().getFirst();
    assertThat(first.weight().grad().toFloats()).containsOnly(0);
  }
}
