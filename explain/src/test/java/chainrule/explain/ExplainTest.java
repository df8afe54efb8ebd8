// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.graph.Graph;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is pointed out beside the numbers. */
class ExplainTest {

  private static Tensor leaf(double... values) {
    return Tensor.of(DType.F64, values).requiresGrad();
  }

  private static Tensor number(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }

  @Test
  void the_circuit_stands_before_the_words() {
    var explain = Circuits.product().explain();
    assertThat(explain.toString())
        .startsWith(Circuit.of(explain.pass()).toString())
        .endsWith("\n\n" + explain.text());
  }

  @Test
  void leaves_without_names_are_numbered() {
    var f = number(3).times(number(4));
    assertThat(Explain.of(f).text()).contains("leaf1 = 3", "mul1 = leaf1 * leaf2 = 3 * 4 = 12");
  }

  @Test
  void an_elementwise_gate_has_a_diagonal_jacobian_that_is_never_stored() {
    var x = Tensor.normal(DType.F64, Shape.of(4096), Rng.seed(1)).requiresGrad();
    var text = Explain.of(x.relu().sum(), Map.of("x", x)).text();
    assertThat(text).contains("the Jacobian is 4096 x 4096 and diagonal, so it is never stored");
    assertThat(text).contains("x, [4096]: min ").hasSizeLessThan(3000);
  }

  @Test
  void a_stretched_input_gets_a_sum() {
    var x = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}, {5, 6}}).requiresGrad();
    var b = leaf(10, 20);
    var q = x.plus(b);
    var text = Explain.of(q.square().sum(), Map.of("x", x, "b", b, "q", q)).text();
    assertThat(text)
        .contains("to b: local dq/db = 1; times upstream: ")
        .contains(" = [78, 144]")
        .contains(
            "b is [2], the output [3, 2]: it was stretched, so its contribution is summed over axis"
                + " 0.");
  }

  @Test
  void a_gate_with_a_number_scales_shifts_or_inverts() {
    var x = number(2);
    var text = Explain.of(x.times(3).plus(1).pow(2).over(4), Map.of("x", x)).text();
    assertThat(text)
        .contains("mul gate mul1, a gradient scaler,")
        .contains("A product with the number 3 scales the upstream gradient by 3.")
        .contains("A number that is added or taken off does not matter to the gradient")
        .contains("A power with the exponent 2 scales the upstream gradient by 2 times the next")
        .contains("A division by the number 4 divides the upstream gradient by 4.");
  }

  @Test
  void a_step_teaches_nothing() {
    var x = number(2);
    var f = x.sign().times(3);
    assertThat(Explain.of(f, Map.of("x", x, "f", f)).text())
        .contains("sign gate sign1, a gradient stopper,")
        .contains("Nothing passes: whatever lies before this gate cannot learn through it.")
        .contains("df/dx = 0: a gradient of 0 asks for no change of x");
  }

  @Test
  void an_input_that_gets_nothing_is_told_why() {
    var x = number(2);
    var f = x.greater(1).where(x.times(3), x);
    var graph = Graph.capture(Map.of("x", x, "f", f), () -> x.greater(1).where(x.times(3), x));
    var explain = Explain.of(graph.forward().backward());
    assertThat(explain.text())
        .contains(": a condition jumps between two values and has no gradient.")
        .contains("Nothing goes to less");
    assertThat(explain.language(Language.CHINESE).text()).contains("得不到梯度：条件只在真假之间跳变，没有梯度。");
  }

  @Test
  void numbers_that_are_not_finite_are_pointed_out_where_they_begin() {
    var x = number(0);
    var l = x.log();
    var f = l.times(2);
    var text = Explain.of(f, Map.of("x", x, "l", l, "f", f)).text();
    assertThat(text)
        .contains("Here l becomes -inf, though all that goes in is finite")
        .contains("Here df/dx becomes inf, though all that goes in is finite")
        .doesNotContain("Here f becomes")
        .doesNotContain("Here df/dl becomes");
  }

  @Test
  void a_leaf_that_is_not_finite_is_named() {
    var x = number(Double.NaN);
    assertThat(Explain.of(x.times(2), Map.of("x", x)).text())
        .contains("x is NaN from the start: it is not finite.");
  }

  @Test
  void kinks_are_found_and_their_neighbors_are_not() {
    assertThat(Explain.of(number(0).relu()).text()).contains("The value sits at a kink");
    assertThat(Explain.of(number(1e-12).relu()).text()).doesNotContain("kink");
    assertThat(Explain.of(number(1).clamp(-1, 1)).text()).contains("rule decides: 1 at the bounds");
    assertThat(Explain.of(number(0.5).round()).text()).contains("sits at a kink");
    assertThat(Explain.of(number(0).elu(1)).text()).as("smooth for alpha 1").doesNotContain("kink");
    assertThat(Explain.of(number(0).elu(2)).text()).contains("sits at a kink");
    assertThat(Explain.of(number(0).sqrt()).text()).contains("+inf at a = 0");
    assertThat(Explain.of(number(1e-5).sqrt()).text()).doesNotContain("kink");
    assertThat(Explain.of(number(-3).pow(2)).text()).doesNotContain("kink");
  }

  @Test
  void ties_of_a_reduction_are_counted() {
    assertThat(Explain.of(leaf(3, 1, 3, 2).max()).text())
        .contains("2 of 4 values sit at a kink, where a rule decides: equals share it evenly.");
    assertThat(Explain.of(leaf(3, 1, 2).max()).text()).doesNotContain("kink");
  }

  @Test
  void a_large_graph_is_summed_up() {
    var x = number(1);
    var f = x;
    for (int i = 0; i < 300; i++) {
      f = i % 3 == 0 ? f.sin() : f.plus(0.5);
    }
    var explain = Explain.of(f, Map.of("x", x));
    assertThat(explain.text())
        .contains("300 gates and 0 copies: more than 200, so they are told by kind.")
        .contains("200 x add, a gradient distributor")
        .contains("100 x sin, a gradient scaler")
        .doesNotContain("Forward pass")
        .hasLineCount(10);
    assertThat(explain.limit(300).text()).contains("Forward pass");
    assertThat(explain.explanation().overview()).isPresent();
  }

  @Test
  void layers_are_named() {
    var net = Mlp.of("2-2-1", Activation.TANH, Rng.seed(1));
    var x = Tensor.of(new double[][] {{1, 2}});
    var graph =
        Graph.capture(
            new LinkedHashMap<>(Map.of("x", x)),
            () -> Losses.mse().of(net.apply(x), Tensor.zeros(1, 1)));
    assertThat(Explain.of(graph.forward().backward()).text())
        .contains("affine gate in layers.0: ")
        .contains("x = [[1, 2]] (wants no gradient)")
        .contains("x wants no gradient.");
  }

  @Test
  void a_given_upstream_makes_a_sum_of_products() {
    var x = leaf(1, 2);
    var y = x.square();
    var graph = Graph.of(y, Map.of("x", x, "y", y));
    var explain = Explain.of(graph.forward().backward(Tensor.of(DType.F64, 10, 100)));
    assertThat(explain.explanation().target()).isEqualTo("L");
    assertThat(explain.text())
        .contains("L stands for the sum of y times that: dL/dy = [10, 100]")
        .contains(
            "to x: local dy/dx = 2 * x = [2, 4]; times upstream: "
                + "dL/dx = dy/dx * dL/dy = [2, 4] * [10, 100] = [20, 400]");
  }

  @Test
  void a_forward_pass_alone_is_told_alone() {
    var x = number(2);
    var graph = Graph.of(x.exp(), Map.of("x", x));
    assertThat(Explain.of(graph.forward()).text())
        .contains("Forward pass")
        .doesNotContain("Backward pass", "gradient");
  }

  @Test
  void sentences_tell_one_step_or_one_contribution() {
    var explain = Circuits.product().explain();
    assertThat(explain.sentence(1))
        .isEqualTo("Step 1 of 2, mul gate f: upstream 1 becomes -4 for q and 3 for z");
    assertThat(explain.sentence(2))
        .isEqualTo("Step 2 of 2, add gate q: upstream -4 goes unchanged to x and y");
    assertThat(explain.language(Language.CHINESE).sentence(2))
        .isEqualTo("第 2 步，共 2 步：加法门 q 把回传梯度 -4 原样分给 x 和 y");
    assertThat(explain.sentence(explain.pass().tape().getLast()))
        .isEqualTo(
            "add gate q to y: local dq/dy = 1; times upstream: "
                + "df/dy = dq/dy * df/dq = 1 * -4 = -4");
    assertThatThrownBy(() -> explain.sentence(3))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no step 3 in the backward pass; it has 2");
  }

  @Test
  void what_cannot_be_explained_is_an_error_of_the_engine() {
    assertThatThrownBy(() -> Explain.of(leaf(1, 2).times(2))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Explain.of(Tensor.of(1, 2).times(2)))
        .isInstanceOf(ArgumentException.class);
    var x = Tensor.scalar(2);
    var graph = Graph.capture(() -> x.times(2));
    assertThatThrownBy(() -> Explain.of(graph.forward().backward()))
        .isInstanceOf(GraphException.class);
  }
}
