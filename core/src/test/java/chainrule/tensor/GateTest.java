// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Letters;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.autograd.GradCheck;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GateTest {

  private final Tensor x = Tensor.of(DType.F64, 0.5, -1, 2).requiresGrad();
  private final Tensor y = Tensor.of(DType.F64, 3, 0.25, -1).requiresGrad();

  /** a * exp(scale * b). */
  private record Growth(double scale) implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).times(in.get(1).times(scale).exp());
    }
  }

  /** The same with a gradient of its own for a. */
  private record OwnGrowth(double scale) implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return new Growth(scale).define(in);
    }

    @Override
    public Optional<Spec> output(List<Spec> inputs) {
      if (!inputs.get(0).equals(inputs.get(1))) {
        throw new ShapeException("ownGrowth: inputs are " + inputs + "; must be alike");
      }
      return Optional.of(inputs.getFirst());
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "g * exp(scale * b)", back -> back.upstream().times(back.input(1).times(scale).exp()))
          : Gate.super.partial(input);
    }
  }

  private static Gate cube() {
    return Gate.of(
        "cube",
        in -> in.get(0).times(in.get(0)).times(in.get(0)),
        back -> List.of(back.upstream().times(back.input(0).square().times(3))));
  }

  /** A cube computed by Java code, both ways. */
  private static Gate foreignCube() {
    return Gate.of(
        "foreignCube",
        in -> mapped(in.get(0), v -> v * v * v),
        back -> List.of(back.upstream().times(mapped(back.input(0), v -> 3 * v * v))));
  }

  private static Tensor mapped(Tensor from, java.util.function.DoubleUnaryOperator rule) {
    return Tensor.of(
        from.dtype(), from.shape(), Arrays.stream(from.toDoubles()).map(rule).toArray());
  }

  private static Gate value(Function<List<Tensor>, Tensor> value) {
    return Gate.of("odd", value, back -> List.of(back.upstream()));
  }

  private static Gate pullback(Function<Passage, List<Tensor>> pullback) {
    return Gate.of("odd", in -> in.get(0).plus(0), pullback);
  }

  @Test
  void a_definition_is_enough_for_every_order() {
    var gate = new Growth(0.5);
    assertThat(gate.apply(x, y).toDoubles())
        .containsExactly(x.times(y.times(0.5).exp()).toDoubles());
    GradCheck.ofMany(gate::apply).order(3).kinkDistance(0).check(x, y);
    gate.apply(x, y).sum().backward();
    var plain = Autograd.grad(gate.define(List.of(x, y)).sum(), x, y);
    assertThat(x.grad().toDoubles()).containsExactly(plain.get(0).toDoubles());
    assertThat(y.grad().toDoubles()).containsExactly(plain.get(1).toDoubles());
  }

  @Test
  void one_tensor_in_two_places_gets_both_contributions() {
    GradCheck.of(v -> new Growth(0.5).apply(v, v)).order(2).check(x);
    GradCheck.of(v -> new OwnGrowth(0.5).apply(v, v)).order(2).check(x);
  }

  @Test
  void own_partials_stand_beside_derived_ones() {
    var gate = new OwnGrowth(2);
    GradCheck.ofMany(gate::apply).order(2).kinkDistance(0).check(x, y);
    assertThatThrownBy(() -> gate.apply(x, y.sum()))
        .isInstanceOf(ShapeException.class)
        .hasMessage("ownGrowth: inputs are [F64[3], F64[]]; must be alike");
  }

  @Test
  void a_gate_is_one_call_and_equal_by_its_components() {
    var call = new Growth(0.5).apply(x, y).call().orElseThrow();
    assertThat(call.op()).isEqualTo(new Growth(0.5)).isNotEqualTo(new Growth(0.25));
    assertThat(call.inputs()).containsExactly(x, y);
    assertThat(new Growth(1).name()).isEqualTo("growth");
    assertThat(new Growth(1).meaning().english())
        .isEqualTo("A growth gate passes the upstream gradient on by the rule its maker gave.");
    var cube = cube();
    assertThat(cube).isEqualTo(cube).isNotEqualTo(foreignCube());
    assertThat(cube.meaning().symbol()).isEqualTo("cube");
  }

  @Test
  void the_shape_rule_is_that_of_the_definition() {
    var row = new Spec(DType.F32, Shape.of(2, 1));
    assertThat(new Growth(1).infer(List.of(row, new Spec(DType.F32, Shape.of(3)))))
        .isEqualTo(new Spec(DType.F32, Shape.of(2, 3)));
  }

  @Test
  void broadcasting_in_a_definition_is_undone() {
    var row = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var column = Tensor.of(DType.F64, new double[][] {{1}, {3}}).requiresGrad();
    GradCheck.ofMany(in -> new Growth(0.1).apply(in.get(0), in.get(1))).order(2).check(row, column);
  }

  @Test
  void a_pullback_of_tensor_operations_is_differentiated_again() {
    GradCheck.of(v -> cube().apply(v)).order(3).check(x);
  }

  @Test
  void a_pullback_of_other_code_has_first_gradients_and_a_named_error_for_second() {
    GradCheck.of(v -> foreignCube().apply(v)).check(x);
    var first = Autograd.of(foreignCube().apply(x).sum()).createGraph().gradient(x);
    assertThat(first.toDoubles()).containsExactly(0.75, 3, 12);
    assertThatThrownBy(() -> Autograd.grad(first.sum(), x))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("foreignCube: its pullback reads numbers out of tensors or makes")
        .hasMessageContaining("cannot be differentiated again")
        .hasMessageContaining("fix: write the pullback in operations on back.input(i)");
  }

  @Test
  void a_graph_can_be_recorded_through_such_a_pullback_where_nobody_asks_for_more() {
    var loss = foreignCube().apply(x).sum().plus(y.square().sum());
    var gradients = Autograd.of(loss).createGraph().gradients(x, y);
    assertThat(Autograd.grad(gradients.get(1).sum(), y).getFirst().toDoubles())
        .containsExactly(2, 2, 2);
  }

  @Test
  void reading_and_making_in_a_pullback_are_noted_whatever_the_method() {
    List<Function<Tensor, Tensor>> ways =
        List.of(
            v -> v.times(v.sum().item()),
            v -> v.times(v.get(0)),
            v -> Tensor.of(v.shape(), v.toDoubles()),
            v -> Tensor.of(v.shape(), v.toFloats()).to(DType.F64),
            v -> Tensor.of(v.shape(), v.toStorage()),
            v -> v.times((double) v.toLongs()[0]),
            v -> v.detach().times(v));
    for (var way : ways) {
      var gate = pullback(back -> List.of(back.upstream().times(way.apply(back.input(0)))));
      var first = Autograd.of(gate.apply(x).sum()).createGraph().gradient(x);
      assertThatThrownBy(() -> Autograd.grad(first.sum(), x))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("odd: its pullback reads numbers");
    }
  }

  @Test
  void a_constant_gradient_is_no_reading() {
    var gate = pullback(back -> List.of(back.upstream().times(3).over(3)));
    var pulled = Autograd.of(gate.apply(x.square()).sum()).createGraph().gradient(x);
    assertThat(Autograd.grad(pulled.sum(), x).getFirst().toDoubles()).containsExactly(2, 2, 2);
  }

  @Test
  void a_value_computed_elsewhere_is_a_result_like_any_other() {
    var y = foreignCube().apply(x);
    assertThat(y.isLeaf()).isFalse();
    assertThat(y.isWatched()).isTrue();
    assertThat(Autograd.noGrad(() -> foreignCube().apply(x)).isWatched()).isFalse();
    assertThat(foreignCube().apply(x.detach()).isWatched()).isFalse();
  }

  @Test
  void a_value_shares_no_memory_that_can_be_rewritten() {
    var kept = Tensor.of(DType.F64, 1, 2, 3);
    var result = value(in -> kept).apply(x);
    var itself = value(in -> in.get(0)).apply(x);
    kept.assign(Tensor.of(DType.F64, 9, 9, 9));
    x.assign(Tensor.of(DType.F64, 9, 9, 9));
    assertThat(result.toDoubles()).containsExactly(1, 2, 3);
    assertThat(itself.toDoubles()).containsExactly(0.5, -1, 2);
  }

  @Test
  void what_a_gate_returns_is_checked() {
    assertThatThrownBy(() -> value(in -> null).apply(x))
        .isInstanceOf(GraphException.class)
        .hasMessage("odd: its definition gave null; needs a tensor\n  in:  odd gate");
    assertThatThrownBy(() -> odd(back -> List.of()))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("odd: its pullback gave 0 contributions for 1 inputs; needs one")
        .hasMessageContaining("fix: return a list with a tensor for each input");
    assertThatThrownBy(() -> odd(back -> null))
        .hasMessageStartingWith("odd: its pullback gave null for 1 inputs; needs one each");
    for (int slot : new int[] {-1, 1}) {
      assertThatThrownBy(() -> odd(back -> List.of(back.input(slot))))
          .isInstanceOf(IndexException.class)
          .hasMessage("odd: no input " + slot + "; it has 1, from 0");
      assertThatThrownBy(() -> odd(back -> List.of(back.input(back.spec(slot).shape().rank()))))
          .isInstanceOf(IndexException.class);
    }
    assertThatThrownBy(() -> odd(back -> Arrays.asList(new Tensor[1])))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("odd: its pullback gave null among its contributions");
    assertThatThrownBy(() -> odd(back -> List.of(back.upstream().sum())))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("odd: its gradient rule for input 0 gave F64[]; needs F64[3]")
        .hasMessageContaining("fix: give it the sizes and the type of the input");
    assertThatThrownBy(() -> odd(back -> List.of(back.upstream().to(DType.F32))))
        .hasMessageStartingWith("odd: its gradient rule for input 0 gave F32[3]; needs F64[3]");
    assertThat(x.hasGrad()).isFalse();
  }

  private void odd(Function<Passage, List<Tensor>> pullback) {
    pullback(pullback).apply(x).sum().backward();
  }

  /** Says one thing and does another. */
  private record Liar(Optional<Spec> said, boolean hasPartial) implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).sum();
    }

    @Override
    public Optional<Spec> output(List<Spec> inputs) {
      return said;
    }

    @Override
    public Partial partial(int input) {
      return hasPartial ? Gate.super.partial(input) : null;
    }
  }

  @Test
  void what_a_gate_says_is_checked() {
    var said = Optional.of(new Spec(DType.F64, Shape.of(1)));
    assertThatThrownBy(() -> new Liar(said, true).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessage("liar: its value is F64[]; its output rule says F64[1]\n  in:  liar gate");
    assertThatThrownBy(() -> new Liar(null, true).apply(x))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("liar: its output rule gave null");
    assertThatThrownBy(() -> new Liar(Optional.empty(), false).apply(x).backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("liar: its partial for input 0 is null");
  }

  @Test
  void errors_inside_a_definition_name_the_gate() {
    assertThatThrownBy(() -> new Growth(1).apply(x, y.to(DType.F32)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("in:  growth gate");
  }

  /** A square whose partial is a formula. */
  private record FormulaSquare() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).square();
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(Letters.g.times(Letters.a).times(Expr.of(2)));
    }
  }

  @Test
  void a_partial_may_be_a_formula() {
    GradCheck.of(v -> new FormulaSquare().apply(v)).order(3).check(x);
  }

  @Test
  void a_definition_that_skips_an_input_gives_it_zeros() {
    Gate first = new First();
    first.apply(x, y).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(2, 2, 2);
    assertThat(y.grad().toDoubles()).containsExactly(0, 0, 0);
  }

  private record First() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).times(2);
    }
  }

  @Test
  void integer_inputs_are_passed_along() {
    var index = Tensor.of(DType.I64, 2, 0);
    var picked = new Picked().apply(x, index);
    picked.sum().backward();
    assertThat(picked.toDoubles()).containsExactly(4, 0.25);
    assertThat(x.grad().toDoubles()).containsExactly(1, 0, 4);
  }

  private record Picked() implements Gate {
    @Override
    public Tensor define(List<Tensor> in) {
      return in.get(0).indexSelect(0, in.get(1)).square();
    }
  }

  @Test
  void a_gate_stands_in_a_graph_and_is_split_into_its_definition() {
    var graph = Graph.of(new Growth(0.5).apply(x, y).sum());
    assertThat(graph.gates()).extracting(gate -> gate.op()).containsExactly("growth", "sum");
    var pass = graph.forward().backward();
    var plain = Autograd.grad(new Growth(0.5).define(List.of(x, y)).sum(), x, y);
    assertThat(pass.gradient("leaf1").toDoubles()).containsExactly(plain.get(0).toDoubles());
    assertThat(graph.split().gates())
        .extracting(gate -> gate.op())
        .containsExactly("mul", "exp", "mul", "sum");
    var cube = Graph.of(cube().apply(x).sum());
    assertThat(cube.split().gates()).extracting(gate -> gate.op()).containsExactly("cube", "sum");
    assertThat(cube.forward().backward().gradient("leaf1").toDoubles())
        .containsExactly(0.75, 3, 12);
  }

  @Test
  void a_rewritten_leaf_is_caught_in_a_gate() {
    var loss = new Growth(1).apply(x, y).sum();
    x.assign(Tensor.of(DType.F64, 1, 1, 1));
    assertThatThrownBy(loss::backward)
        .hasMessageStartingWith("growth: input 0, F64[3], was rewritten by assign");
  }
}
