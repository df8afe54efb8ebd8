// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
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
}
