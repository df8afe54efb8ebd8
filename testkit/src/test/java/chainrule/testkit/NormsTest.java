// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The norms by hand, at 0 and at the limits of their type. */
class NormsTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor gradient(UnaryOperator<Tensor> function, Tensor at) {
    var x = at.detach().requiresGrad();
    return Autograd.grad(function.apply(x).sum(), x).getFirst();
  }

  private static Tensor derivative(UnaryOperator<Tensor> function, Tensor x) {
    return Autograd.of(function.apply(x).sum()).createGraph().gradient(x);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void norms_by_hand(DType dtype) {
    var x = Tensor.of(dtype, 3, -4);
    assertThat(x.norm()).hasShape().hasElements(5.0);
    assertThat(x.norm1()).hasShape().hasElements(7.0);
    assertThat(gradient(Tensor::norm, x)).isCloseTo(Tensor.of(dtype, 0.6, -0.8), 0, 0);
    assertThat(gradient(Tensor::norm1, x)).hasElements(1, -1.0);
    assertThat(Tensor.of(dtype, -2.5).norm(0)).hasElements(2.5);
  }

  @Test
  void norms_along_axes() {
    var x = Tensor.of(DType.F64, new double[][] {{3, 4}, {-6, 8}});
    assertThat(x.norm(1)).hasElements(5, 10.0);
    assertThat(x.normKeep(-1)).hasShape(2, 1).hasElements(5, 10.0);
    assertThat(x.norm1(0)).hasElements(9, 12.0);
    assertThat(x.norm1Keep(0)).hasShape(1, 2).hasElements(9, 12.0);
    assertThat(x.norm(1, 0).square()).isCloseTo(Tensor.scalar(DType.F64, 125), 1e-15, 0);
    assertThat(gradient(y -> y.norm(1), x)).hasElements(0.6, 0.8, -0.6, 0.8);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void the_gradient_of_a_norm_that_is_zero_is_zero_in_every_order(DType dtype) {
    var zeros = Tensor.of(dtype, Shape.of(2, 2), 0, -0.0, 3, 4);
    assertThat(zeros.norm(1)).hasElements(0, 5.0);
    var first = gradient(x -> x.norm(1), zeros);
    assertThat(first).isCloseTo(Tensor.of(dtype, Shape.of(2, 2), 0, 0, 0.6, 0.8), 0, 0);
    var second = gradient(x -> derivative(y -> y.norm(1), x), zeros);
    assertThat(second.select(0, 0)).hasElements(0, 0.0);
    assertThat(second.select(0, 1)).isFinite();
    assertThat(gradient(Tensor::norm1, zeros))
        .isCloseTo(Tensor.of(dtype, Shape.of(2, 2), 0, 0, 1, 1), 0, 0);
  }

  @Test
  void squares_neither_overflow_nor_vanish() {
    double[] scales = {1, 0x1p1000, 0x1p1020, 0x1p-1000, 0x1p-1060, Double.MIN_VALUE};
    for (double scale : scales) {
      var x = Tensor.of(DType.F64, 3 * scale, 4 * scale);
      assertThat(x.norm()).as("F64, %s", scale).hasElements(5 * scale);
      assertThat(gradient(Tensor::norm, x)).as("F64, %s", scale).hasElements(0.6, 0.8);
    }
    for (double scale : new double[] {1, 0x1p120, 0x1p-100, Float.MIN_VALUE}) {
      var x = Tensor.of(DType.F32, 3 * scale, 4 * scale);
      assertThat(x.norm()).as("F32, %s", scale).hasElements(5 * scale);
    }
    var most = Tensor.of(DType.F64, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(most.norm()).as("too large itself").hasElements(INF);
  }

  @Test
  void rows_of_very_different_size_do_not_disturb_one_another() {
    var x = Tensor.of(DType.F64, new double[][] {{3e300, 4e300}, {0, 0}, {3e-310, 4e-310}, {3, 4}});
    assertThat(x.norm(1)).isCloseTo(Tensor.of(DType.F64, 5e300, 0, 5e-310, 5), 1e-13, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-900, -300, 1, 300, 900})
  void a_power_of_two_passes_through_bit_by_bit(int power) {
    var x = Tensor.normal(DType.F64, Shape.of(5000), Rng.seed(3));
    var scale = StrictMath.scalb(1.0, power);
    assertThat(x.times(scale).norm()).hasBits(x.norm().times(scale));
    assertThat(x.norm()).isCloseTo(x.square().sum().sqrt(), 1e-15, 0);
  }

  @Test
  void one_number_has_its_own_size() {
    for (double size : new double[] {0, 0.1, 1.0 / 3, 1e-200, 1e200, 7e-320, Double.MAX_VALUE}) {
      assertThat(Tensor.of(DType.F64, -size).norm()).hasElements(size);
      assertThat(Tensor.scalar(DType.F64, -size).norm()).hasElements(size);
      assertThat(Tensor.scalar(DType.F32, -0.1).norm()).hasElements((double) 0.1f);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void infinity_nan_and_nothing(DType dtype) {
    assertThat(Tensor.of(dtype, -INF, 1).norm()).hasElements(INF);
    assertThat(Tensor.of(dtype, -INF, 1).norm1()).hasElements(INF);
    assertThat(Tensor.of(dtype, INF, NAN).norm()).hasElements(NAN);
    assertThat(Tensor.of(dtype, 1, NAN).norm1()).hasElements(NAN);
    assertThat(Tensor.of(dtype).norm()).hasElements(0.0);
    assertThat(Tensor.of(dtype).norm1()).hasElements(0.0);
    assertThat(Tensor.full(dtype, Shape.of(2, 0), 0).norm(1)).hasElements(0, 0.0);
  }
}
