// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.nn.Training;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AutogradTest {

  private static final Offset<Double> CLOSE = within(1e-12);

  private final Tensor x = Tensor.of(DType.F64, 0.5, -1, 2);

  @Test
  void a_jacobian_has_the_sizes_of_the_output_then_those_of_the_input() {
    var jacobian = Autograd.jacobian(at -> at.square().reshape(3, 1), x);
    assertThat(jacobian.shape()).isEqualTo(Shape.of(3, 1, 3));
    assertThat(jacobian.plus(0).toDoubles()).containsExactly(1, 0, 0, 0, -2, 0, 0, 0, 4);
  }

  @Test
  void the_jacobian_of_softmax_is_that_of_the_formula() {
    var jacobian = Autograd.jacobian(at -> at.softmax(0), x).toDoubles();
    var p = x.softmax(0).toDoubles();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(jacobian[3 * i + j]).isCloseTo(p[i] * ((i == j ? 1 : 0) - p[j]), CLOSE);
      }
    }
  }

  @Test
  void products_with_vectors_are_those_of_the_jacobian() {
    var v = Tensor.of(DType.F64, 3, -2, 0.25);
    var jacobian = Autograd.jacobian(at -> at.softmax(0), x);
    var back = Autograd.vjp(at -> at.softmax(0), x, v);
    var ahead = Autograd.jvp(at -> at.softmax(0), x, v);
    var byRow = v.reshape(1, 3).matmul(jacobian);
    var byColumn = jacobian.matmul(v.reshape(3, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(back.get(i)).isCloseTo(byRow.get(0, i), CLOSE);
      assertThat(ahead.get(i)).isCloseTo(byColumn.get(i, 0), CLOSE);
    }
  }

  @Test
  void forward_mode_needs_no_dependence_on_the_point() {
    var ahead = Autograd.jvp(at -> at.times(3).sum(), x, Tensor.of(DType.F64, 1, 10, 100));
    assertThat(ahead.item()).isEqualTo(333);
  }

  @Test
  void the_callers_leaf_is_left_alone() {
    var leaf = Tensor.of(DType.F64, 1, 2).requiresGrad();
    Autograd.jacobian(Tensor::exp, leaf);
    assertThat(leaf.hasGrad()).isFalse();
    assertThat(Autograd.jacobian(Tensor::exp, leaf).isWatched()).isFalse();
  }

  @Test
  void they_work_where_nothing_is_recorded() {
    assertThat(Autograd.noGrad(() -> Autograd.jacobian(at -> at.times(2), Tensor.scalar(1))).item())
        .isEqualTo(2);
  }

  @Test
  void sizes_that_do_not_fit_are_errors() {
    assertThatThrownBy(() -> Autograd.vjp(Tensor::exp, x, Tensor.of(DType.F64, 1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("upstream is F64[2], the output is F64[3]");
    assertThatThrownBy(() -> Autograd.jvp(Tensor::exp, x, Tensor.of(DType.F64, 1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("jvp: x is F64[3], the change is F64[2]; shapes must be equal");
    assertThatThrownBy(() -> Autograd.jacobian(at -> Tensor.of(DType.F64, 1, 2), x))
        .isInstanceOf(GraphException.class);
  }

  /** sum of a^2 b + exp(a b), whose derivatives are easy to write. */
  private static Tensor twice(List<Tensor> in) {
    var a = in.get(0);
    var b = in.get(1);
    return a.square().times(b).plus(a.times(b).exp()).sum();
  }

  @Test
  void a_value_comes_with_its_gradients() {
    var found = Autograd.gradAndValue(at -> at.square().sum(), x);
    assertThat(found.value().item()).isEqualTo(0.25 + 1 + 4);
    assertThat(found.gradient().toDoubles()).containsExactly(1, -2, 4);
    assertThat(found.value().isWatched()).isFalse();
    var b = Tensor.of(DType.F64, 1, 2, 3);
    var both = Autograd.gradAndValue(AutogradTest::twice, List.of(x, b));
    assertThat(both.gradients()).hasSize(2);
    assertThat(both.gradients().get(1).get(0)).isCloseTo(0.25 + 0.5 * Math.sqrt(Math.E), CLOSE);
  }

  @Test
  void a_hessian_has_the_sizes_of_the_point_twice() {
    var hessian = Autograd.hessian(at -> at.exp().sum().times(at.sum()), x.reshape(3, 1));
    assertThat(hessian.shape()).isEqualTo(Shape.of(3, 1, 3, 1));
    double[] e = x.exp().toDoubles();
    double total = x.sum().item();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = e[i] + e[j] + (i == j ? e[i] * total : 0);
        assertThat(hessian.get(i, 0, j, 0)).isCloseTo(expected, CLOSE);
      }
    }
  }

  @Test
  void the_hessian_of_several_inputs_is_a_grid() {
    var a = Tensor.of(DType.F64, 0.5, -1);
    var b = Tensor.of(DType.F64, 2, 0.25);
    var grid = Autograd.hessian(AutogradTest::twice, List.of(a, b));
    for (int i = 0; i < 2; i++) {
      double u = a.get(i);
      double v = b.get(i);
      double e = Math.exp(u * v);
      assertThat(grid.get(0).get(0).get(i, i)).isCloseTo(2 * v + v * v * e, CLOSE);
      assertThat(grid.get(0).get(1).get(i, i)).isCloseTo(2 * u + e + u * v * e, CLOSE);
      assertThat(grid.get(1).get(0).get(i, i)).isCloseTo(2 * u + e + u * v * e, CLOSE);
      assertThat(grid.get(1).get(1).get(i, i)).isCloseTo(u * u * e, CLOSE);
      assertThat(grid.get(0).get(1).get(i, 1 - i)).isZero();
    }
  }

  @Test
  void a_hessian_vector_product_is_that_of_the_hessian() {
    var a = Tensor.of(DType.F64, 0.5, -1);
    var b = Tensor.of(DType.F64, 2, 0.25);
    var u = Tensor.of(DType.F64, 3, -2);
    var v = Tensor.of(DType.F64, 0.5, 7);
    var grid = Autograd.hessian(AutogradTest::twice, List.of(a, b));
    var products = Autograd.hvp(AutogradTest::twice, List.of(a, b), List.of(u, v));
    for (int input = 0; input < 2; input++) {
      var row = grid.get(input);
      var expected =
          row.get(0).matmul(u.reshape(2, 1)).plus(row.get(1).matmul(v.reshape(2, 1))).reshape(2);
      for (int i = 0; i < 2; i++) {
        assertThat(products.get(input).get(i)).isCloseTo(expected.get(i), CLOSE);
      }
    }
    var one = Autograd.hvp(at -> at.exp().sum(), a, u);
    assertThat(one.get(1)).isCloseTo(Math.exp(-1) * -2, CLOSE);
  }

  @Test
  void a_linear_function_has_no_curvature() {
    assertThat(Autograd.hvp(at -> at.times(3).sum(), x, x).toDoubles()).containsExactly(0, 0, 0);
    assertThat(Autograd.hessian(at -> at.times(3).sum(), x).toDoubles()).containsOnly(0);
    var w = Tensor.of(DType.F64, 1, 2, 3).requiresGrad();
    assertThat(Autograd.hvp(at -> at.times(w.square()).sum(), x, x).toDoubles())
        .as("though its gradient depends on another leaf")
        .containsExactly(0, 0, 0);
    assertThat(w.hasGrad()).isFalse();
  }

  @Test
  void second_derivatives_say_what_they_need() {
    assertThatThrownBy(() -> Autograd.hessian(Tensor::exp, x))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("hessian: the function gave F64[3]; needs a single number");
    assertThatThrownBy(() -> Autograd.hvp(at -> at.sum(), x, Tensor.of(DType.F64, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("hvp: input 0 is F64[3], its direction is F64[1]; shapes must be equal");
    assertThatThrownBy(() -> Autograd.hvp(at -> at.sum(), x, x.to(DType.F32)))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("fix: convert it with .to(DType.F64)");
    assertThatThrownBy(() -> Autograd.hvp(at -> at.get(0).sum(), List.of(x), List.of()))
        .isInstanceOf(ShapeException.class)
        .hasMessage("hvp: 0 directions for 1 inputs; needs one each");
  }

  @Test
  void gradients_of_samples_are_those_of_each_sample_alone() {
    var rng = Rng.seed(11);
    var w = Tensor.normal(DType.F32, Shape.of(4, 3), rng.child("w")).requiresGrad();
    var b = Tensor.zeros(3).requiresGrad();
    var inputs = Tensor.normal(DType.F32, Shape.of(6, 4), rng.child("x"));
    var labels = Tensor.of(DType.I64, 0, 2, 1, 1, 0, 2);
    BinaryOperator<Tensor> loss = (in, y) -> in.affine(w, b).tanh().crossEntropy(y);
    var found = Autograd.perSample(loss, inputs, labels, List.of(w, b));
    assertThat(found).extracting(Tensor::shape).containsExactly(Shape.of(6, 4, 3), Shape.of(6, 3));
    for (int i = 0; i < 6; i++) {
      var alone = loss.apply(inputs.slice(0, i, i + 1), labels.slice(0, i, i + 1));
      var expected = Autograd.grad(alone, w, b);
      assertThat(found.get(0).slice(0, i, i + 1).toFloats())
          .containsExactly(expected.get(0).toFloats());
      assertThat(found.get(1).slice(0, i, i + 1).toFloats())
          .containsExactly(expected.get(1).toFloats());
    }
    var whole = Autograd.grad(loss.apply(inputs, labels), w).getFirst();
    var mean = found.get(0).mean(0);
    for (int i = 0; i < 12; i++) {
      assertThat(mean.toDoubles()[i]).isCloseTo(whole.toDoubles()[i], within(1e-7));
    }
    assertThat(w.hasGrad()).isFalse();
  }

  @Test
  void samples_may_be_one_tensor_or_none_and_parameters_results() {
    var w = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var scaled = w.times(3);
    var rows = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}, {5, 6}});
    var found = Autograd.perSample(row -> row.times(scaled).sum(), rows, List.of(scaled, w));
    assertThat(found.get(0).toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(found.get(1).toDoubles()).containsExactly(3, 6, 9, 12, 15, 18);
    var none = Autograd.perSample(row -> row.times(w).sum(), rows.slice(0, 0, 0), List.of(w));
    assertThat(none.getFirst().shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void batches_that_do_not_fit_are_errors() {
    var w = Tensor.of(DType.F64, 1, 2, 3).requiresGrad();
    assertThatThrownBy(
            () -> Autograd.perSample((a, b) -> a.times(w).sum(), x, x.slice(0, 0, 2), List.of(w)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(
            "perSample: the batch is [F64[3], F64[2]]; all need one first axis");
    assertThatThrownBy(() -> Autograd.perSample(a -> a.times(w), x, List.of(w)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("perSample: the loss of sample 0 is F64[3]; needs one number");
    assertThatThrownBy(() -> Autograd.perSample(a -> a.sum(), x, List.of()))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("1 tensors of samples and 0 parameters");
    assertThatThrownBy(() -> Autograd.perSample(a -> a.sum(), x, List.of(w)))
        .isInstanceOf(GraphException.class);
  }

  @Test
  void zeros_stand_for_what_the_output_does_not_depend_on_if_so_asked() {
    var a = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var b = Tensor.of(DType.F64, 3, 4).requiresGrad();
    var found = Autograd.of(a.square().sum()).orZero().gradients(b, a);
    assertThat(found.get(0).toDoubles()).containsExactly(0, 0);
    assertThat(found.get(1).toDoubles()).containsExactly(2, 4);
    assertThat(Autograd.of(b.detach().sum()).orZero().gradient(a).toDoubles())
        .containsExactly(0, 0);
  }

  @Test
  void asking_for_a_result_keeps_the_graph_behind_it() {
    var a = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var inner = a.square();
    assertThat(Autograd.grad(inner.exp().sum(), inner)).hasSize(1);
    inner.sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(2, 4);
  }

  @Test
  void training_records_inside_no_grad() {
    var a = Tensor.of(DType.F64, 1, 2).requiresGrad();
    assertThat(Autograd.noGrad(() -> Training.scope(() -> a.times(2))).isWatched()).isTrue();
    assertThat(Training.scope(() -> Autograd.noGrad(() -> a.times(2))).isWatched()).isFalse();
  }

  @Test
  void second_derivatives_of_whole_numbers_are_refused() {
    var x = Tensor.of(1, 2);
    UnaryOperator<Tensor> whole = each -> each.sum().to(DType.I64);
    assertThatThrownBy(() -> Autograd.hessian(whole, x))
        .isInstanceOf(DtypeException.class)
        .hasMessageStartingWith("hessian: the function gave I64[]; needs F32 or F64");
    assertThatThrownBy(() -> Autograd.hvp(whole, x, x))
        .isInstanceOf(DtypeException.class)
        .hasMessageStartingWith("hvp: the function gave I64[]");
  }

  @Test
  void a_function_that_gives_null_is_named_by_what_it_was_given_to() {
    var x = Tensor.of(1, 2);
    UnaryOperator<Tensor> none = _ -> null;
    Map<String, ThrowingCallable> calls =
        Map.of(
            "vjp", () -> Autograd.vjp(none, x, x),
            "jvp", () -> Autograd.jvp(none, x, x),
            "jacobian", () -> Autograd.jacobian(none, x),
            "gradAndValue", () -> Autograd.gradAndValue(none, x),
            "hvp", () -> Autograd.hvp(none, x, x),
            "hessian", () -> Autograd.hessian(none, x),
            "perSample", () -> Autograd.perSample(none, x, List.of(x)),
            "checkpoint", () -> Autograd.checkpoint(none, x),
            "gradcheck", () -> GradCheck.of(none).check(x));
    calls.forEach((name, call) ->
        assertThatThrownBy(call)
            .isInstanceOf(GraphException.class)
            .hasMessageStartingWith(name + ": the function gave null; needs a tensor")
            .hasMessageContaining("fix: return the tensor"));
    var replaced = x.detach().requiresGrad();
    replaced.replaceGradient(none);
    assertThatThrownBy(() -> replaced.sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("replaceGradient: the hook on F32[2] gave null");
  }
}
