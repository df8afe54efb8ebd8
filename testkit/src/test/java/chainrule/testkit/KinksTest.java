// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conventions at kinks, at ties, of NaN and of nothing, one by one; see also edges.txt. */
class KinksTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  private static Tensor gradient(UnaryOperator<Tensor> function, Tensor at) {
    var x = at.detach().requiresGrad();
    return Autograd.grad(function.apply(x).sum(), x).getFirst();
  }

  private static Tensor second(UnaryOperator<Tensor> function, Tensor at) {
    return gradient(x -> derivative(function, x), at);
  }

  private static Tensor derivative(UnaryOperator<Tensor> function, Tensor x) {
    return Autograd.of(function.apply(x).sum()).createGraph().gradient(x);
  }

  @Test
  void steps_have_gradient_zero_everywhere() {
    var at = f64(-1.5, -0.5, 0, 0.5, 1, 2.5);
    for (UnaryOperator<Tensor> step :
        List.<UnaryOperator<Tensor>>of(
            Tensor::sign,
            Tensor::step,
            Tensor::floor,
            Tensor::ceil,
            Tensor::round,
            Tensor::trunc)) {
      assertThat(gradient(step, at)).hasElements(0, 0, 0, 0, 0, 0.0);
    }
  }

  @Test
  void rectifiers_at_zero() {
    assertThat(gradient(Tensor::relu, f64(-1, 0, 1))).hasElements(0, 0, 1.0);
    assertThat(gradient(x -> x.leakyRelu(0.1), f64(-1, 0, 1))).hasElements(0.1, 0.1, 1);
    assertThat(gradient(Tensor::abs, f64(-1, 0, 1))).hasElements(-1, 0, 1.0);
    assertThat(gradient(x -> x.elu(0.7), f64(0, 1))).hasElements(0.7, 1);
  }

  @Test
  void clamping_passes_the_gradient_at_its_bounds() {
    assertThat(gradient(x -> x.clamp(-1, 1), f64(-2, -1, 0, 1, 2))).hasElements(0, 1, 1, 1, 0.0);
    assertThat(gradient(x -> x.clamp(1, 1), f64(0, 1, 2))).hasElements(0, 1, 0.0);
  }

  @Test
  void a_tie_of_two_halves_the_gradient() {
    for (BinaryOperator<Tensor> extreme :
        List.<BinaryOperator<Tensor>>of(Tensor::maximum, Tensor::minimum)) {
      var a = f64(1, 2).requiresGrad();
      var b = f64(1, 2).requiresGrad();
      extreme.apply(a, b).backward(f64(1, 10));
      assertThat(a.grad()).hasElements(0.5, 5);
      assertThat(b.grad()).hasElements(0.5, 5);
    }
  }

  @Test
  void ties_over_everything_share_evenly() {
    var at = Tensor.of(DType.F64, new double[][] {{3, 1, 3}, {3, 1, 3}});
    assertThat(gradient(Tensor::max, at)).hasElements(0.25, 0, 0.25, 0.25, 0, 0.25);
    assertThat(gradient(Tensor::min, at)).hasElements(0, 0.5, 0, 0, 0.5, 0);
    assertThat(gradient(Tensor::max, Tensor.zeros(3))).isCloseTo(Tensor.of(1, 1, 1).over(3), 0, 0);
  }

  @Test
  void ties_along_an_axis_go_to_the_first() {
    var at = Tensor.of(DType.F64, new double[][] {{1, 3, 3}, {2, 2, 2}});
    assertThat(gradient(x -> x.max(1), at)).hasElements(0, 1, 0, 1, 0, 0.0);
    assertThat(gradient(x -> x.min(-1), at)).hasElements(1, 0, 0, 1, 0, 0.0);
    assertThat(gradient(x -> x.maxKeep(0), at)).hasElements(0, 1, 1, 1, 0, 0.0);
    assertThat(at.argmax(1)).hasElements(1L, 0L);
    assertThat(at.argmin(0)).hasElements(0L, 1L, 1L);
    assertThat(f64(-0.0, 0.0).argmax(0)).as("zeros are equal").hasElements(0L);
  }

  @Test
  void anything_to_the_zero_is_one_with_gradient_zero_in_every_order() {
    UnaryOperator<Tensor> power = x -> x.pow(0);
    var at = f64(0, -0.0, 2, -3, 1e-300);
    assertThat(power.apply(at)).hasElements(1, 1, 1, 1, 1.0);
    assertThat(gradient(power, at)).isCloseTo(Tensor.zeros(5), 0, 0);
    assertThat(second(power, at)).isCloseTo(Tensor.zeros(5), 0, 0);
    assertThat(second(x -> derivative(power, x), at)).isCloseTo(Tensor.zeros(5), 0, 0);
  }

  @Test
  void powers_of_subnormal_numbers_curve_like_others() {
    var at = f64(1e-320, 1e-310, 1e-305, 1e-290);
    assertThat(second(x -> x.pow(1), at)).isCloseTo(Tensor.zeros(4), 0, 0);
    assertThat(second(x -> x.pow(2), at)).hasElements(2, 2, 2, 2.0);
    assertThat(second(x -> x.pow(3), at)).isCloseTo(at.times(6), 1e-12, 1e-322);
    assertThat(second(x -> x.pow(0), at)).isCloseTo(Tensor.zeros(4), 0, 0);
  }

  @Test
  void small_powers_differentiate_until_nothing_is_left() {
    assertThat(gradient(x -> x.pow(1), f64(0, 2))).hasElements(1, 1.0);
    assertThat(second(x -> x.pow(1), f64(0, 2))).isCloseTo(Tensor.zeros(2), 0, 0);
    assertThat(second(x -> x.pow(2), f64(0, -2))).hasElements(2, 2.0);
    assertThat(second(x -> derivative(y -> y.pow(2), x), f64(0, -2)))
        .isCloseTo(Tensor.zeros(2), 0, 0);
  }

  @Test
  void the_mixed_derivative_of_a_power_is_right_at_exponent_zero() {
    var x = f64(2).requiresGrad();
    var y = f64(0).requiresGrad();
    var slope = Autograd.of(x.pow(y).sum()).createGraph().gradient(x);
    assertThat(Autograd.grad(slope.sum(), y).getFirst()).hasElements(0.5);
    var rate = Autograd.of(x.pow(y).sum()).createGraph().gradient(y);
    assertThat(Autograd.grad(rate.sum(), x).getFirst()).hasElements(0.5);
  }

  @Test
  void the_square_root_is_steep_at_zero() {
    assertThat(gradient(Tensor::sqrt, f64(0, 4))).hasElements(INF, 0.25);
    var x = f64(0).requiresGrad();
    x.sqrt().times(0).sum().backward();
    assertThat(x.grad()).as("0 / 0").hasElements(NAN);
  }

  @Test
  void the_branch_not_taken_can_still_spoil_a_gradient() {
    var x = f64(0, 4).requiresGrad();
    x.less(1).where(x, x.sqrt()).sum().backward();
    assertThat(x.grad()).as("0 times infinity, as in PyTorch and JAX").hasElements(NAN, 0.25);
    var safe = f64(0, 4).requiresGrad();
    var below = safe.less(1);
    var one = Tensor.scalar(DType.F64, 1);
    below.where(safe, below.where(one, safe).sqrt()).sum().backward();
    assertThat(safe.grad()).as("guarded on both sides").hasElements(1, 0.25);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void extremes_do_not_swallow_nan(int place) {
    double[] values = {1, 2, 3};
    values[place] = NAN;
    var x = f64(values);
    assertThat(x.max()).hasElements(NAN);
    assertThat(x.min()).hasElements(NAN);
    assertThat(x.max(0)).hasElements(NAN);
    assertThat(x.minKeep(0)).hasElements(NAN);
    assertThat(x.argmax(0)).hasElements((long) place);
    assertThat(x.argmin(0)).hasElements((long) place);
    assertThat(f64(NAN, NAN).argmax(0)).as("the first").hasElements(0L);
  }

  @Test
  void the_gradient_of_an_extreme_that_is_nan_goes_to_the_nans() {
    assertThat(gradient(Tensor::max, f64(1, NAN, 9, NAN))).hasElements(0, 0.5, 0, 0.5);
    assertThat(gradient(Tensor::min, f64(1, NAN, 9))).hasElements(0, 1, 0.0);
    assertThat(gradient(x -> x.max(0), f64(1, NAN, 9, NAN))).hasElements(0, 1, 0, 0.0);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void reductions_of_nothing(DType dtype) {
    var nothing = Tensor.full(dtype, Shape.of(0), 0);
    var rows = Tensor.full(dtype, Shape.of(2, 0), 0);
    assertThat(nothing.sum()).hasType(dtype).hasElements(0.0);
    assertThat(rows.sum(1)).hasElements(0, 0.0);
    assertThat(rows.sum(0)).hasShape(0);
    assertThat(nothing.mean()).hasElements(NAN);
    assertThat(rows.mean(1)).hasElements(NAN, NAN);
    assertThat(nothing.logSumExp(0)).hasElements(-INF);
    assertThat(rows.logSumExp(1)).hasElements(-INF, -INF);
    assertThat(rows.softmax(1)).hasShape(2, 0);
    assertThatThrownBy(nothing::max).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> rows.min(1)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> rows.argmax(1)).isInstanceOf(ShapeException.class);
    assertThat(rows.max(0)).hasShape(0);
    assertThat(Tensor.zeros(0).to(DType.I64).sum()).hasType(DType.I64).hasElements(0L);
  }

  @Test
  void softmax_does_not_overflow() {
    assertThat(Tensor.of(1000, 1000).softmax(0)).hasElements(0.5, 0.5);
    assertThat(Tensor.of(-1000, -1000).softmax(0)).hasElements(0.5, 0.5);
    assertThat(Tensor.of(0, -200).softmax(0)).hasElements(1, 0.0);
    assertThat(Tensor.of(0, -200).logSoftmax(0)).hasElements(0, -200.0);
    assertThat(Tensor.of(1000, -INF).logSumExp(0)).hasElements(1000.0);
    assertThat(Tensor.of(-INF, -INF).logSumExp(0)).hasElements(-INF);
    assertThat(Tensor.of(INF, 0).logSumExp(0)).hasElements(INF);
    assertThat(Tensor.of(0, -INF).softmax(0)).hasElements(1, 0.0);
    assertThat(Tensor.of(0, NAN).softmax(0)).hasElements(NAN, NAN);
  }

  @Test
  void beside_infinity_a_softmax_is_nan() {
    assertThat(Tensor.of(INF, 1).softmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(INF, 1).logSoftmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(INF, INF).softmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(-INF, -INF).softmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(-INF, -INF).logSoftmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(0, -INF).logSoftmax(0)).hasElements(0, -INF);
    assertThat(Tensor.of(NAN, 1).logSoftmax(0)).hasElements(NAN, NAN);
    assertThat(Tensor.of(INF, -INF).logSumExp(0)).hasElements(INF);
  }

  @Test
  void a_temperature_divides_before_a_softmax() {
    var x = Tensor.of(DType.F64, 1, 2, 4);
    assertThat(x.softmax(0, 2)).hasBits(x.over(2).softmax(0));
    assertThat(x.logSoftmax(0, 0.5)).hasBits(x.over(0.5).logSoftmax(0));
    assertThat(x.softmin(0)).hasBits(x.negate().softmax(0));
    for (double wrong : new double[] {0, -1, NAN, INF}) {
      assertThatThrownBy(() -> x.softmax(0, wrong))
          .isInstanceOf(ArgumentException.class)
          .hasMessage("softmax: temperature " + wrong + "; needs a finite number above 0");
      assertThatThrownBy(() -> x.logSoftmax(0, wrong)).hasMessageContaining("logSoftmax: temp");
    }
    assertThatThrownBy(() -> x.softmin(1)).hasMessageContaining("softmin: axis 1");
  }

  @Test
  void products_do_not_skip_zeros() {
    var zeros = Tensor.zeros(1, 2);
    var broken = Tensor.of(new double[][] {{INF}, {0}});
    assertThat(zeros.matmul(broken)).as("0 times infinity").hasElements(NAN);
    assertThat(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 2))).hasElements(0, 0, 0, 0.0);
  }

  @Test
  void squared_losses_differ_by_their_factor() {
    var p = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}, {5, 6}}).requiresGrad();
    var t = Tensor.full(DType.F64, Shape.of(3, 2), 0);
    assertThat(p.sumOfSquares(t)).hasElements(91.0);
    assertThat(p.quadraticCost(t)).isCloseTo(Tensor.scalar(DType.F64, 91 / 3.0), 1e-15, 0);
    assertThat(p.mse(t)).isCloseTo(Tensor.scalar(DType.F64, 91 / 6.0), 1e-15, 0);
    assertThat(p.halfMse(t)).isCloseTo(Tensor.scalar(DType.F64, 91 / 12.0), 1e-15, 0);
    assertThat(Autograd.grad(p.sumOfSquares(t), p).getFirst()).hasElements(2, 4, 6, 8, 10, 12.0);
  }

  @Test
  void cross_entropy_by_hand() {
    var z = Tensor.of(DType.F64, new double[][] {{0, 0}, {0, 0}}).requiresGrad();
    var loss = z.crossEntropy(Tensor.of(DType.I64, 0, 1));
    assertThat(loss).isCloseTo(Tensor.scalar(DType.F64, StrictMath.log(2)), 1e-15, 0);
    loss.backward();
    assertThat(z.grad()).hasElements(-0.25, 0.25, 0.25, -0.25);
  }

  @Test
  void sums_of_integers_and_conditions_are_long() {
    assertThat(Tensor.of(DType.I32, 1, 2).sum()).hasType(DType.I64).hasElements(3L);
    assertThat(Tensor.of(DType.U8, 200, 100).sum()).hasType(DType.I64).hasElements(300L);
    assertThat(Tensor.of(1, 5, 3).less(4).sum()).hasType(DType.I64).hasElements(2L);
  }

  @Test
  void a_gradient_is_converted_back_by_a_cast() {
    var x = Tensor.of(DType.F64, 0.1, 2).requiresGrad();
    x.to(DType.F32).times(Tensor.of(0.1, 3)).sum().backward();
    assertThat(x.grad()).hasType(DType.F64).hasElements(0.1f, 3);
    assertThat(x.to(DType.I64)).isNotWatched();
    var y = Tensor.of(DType.F32, 3).requiresGrad();
    var slope = Autograd.of(y.to(DType.F64).square().sum()).createGraph().gradient(y);
    assertThat(slope).hasType(DType.F32).hasElements(6.0);
    assertThat(Autograd.grad(slope.sum(), y).getFirst()).hasElements(2.0);
  }

  @Test
  void clamp_lets_no_gradient_through_nan() {
    assertThat(gradient(x -> x.clamp(-1, 1), f64(NAN, 0))).hasElements(0, 1.0);
    assertThat(gradient(x -> x.clampMin(0), f64(-1, 0, INF))).hasElements(0, 1, 1.0);
    assertThat(gradient(x -> x.clampMax(0), f64(-INF, 0, 1))).hasElements(1, 1, 0.0);
  }

  @Test
  void lengths_and_angles_neither_overflow_nor_vanish() {
    for (double scale : new double[] {1e300, 1, 1e-300}) {
      var y = f64(3 * scale).requiresGrad();
      var x = f64(4 * scale).requiresGrad();
      y.hypot(x).backward(f64(1));
      assertThat(y.grad()).isCloseTo(f64(0.6), 1e-15, 0);
      assertThat(x.grad()).isCloseTo(f64(0.8), 1e-15, 0);
      var angle = Autograd.grad(y.atan2(x), y, x);
      assertThat(angle.get(0)).isCloseTo(f64(0.16 / scale), 1e-15, 0);
      assertThat(angle.get(1)).isCloseTo(f64(-0.12 / scale), 1e-15, 0);
    }
    assertThat(gradient(Tensor::acosh, f64(1e200))).isCloseTo(f64(1e-200), 1e-15, 0);
    assertThat(gradient(Tensor::asinh, f64(1e200))).isCloseTo(f64(1e-200), 1e-15, 0);
    assertThat(gradient(Tensor::asin, f64(1 - 0x1p-53)))
        .isCloseTo(f64(0x1p26 * Math.sqrt(1 / (1 - 0x1p-54))), 1e-15, 0);
  }

  @Test
  void a_length_of_zero_has_gradient_zero_in_every_order() {
    UnaryOperator<Tensor> length = x -> x.hypot(x);
    assertThat(gradient(length, f64(0, -0.0))).isCloseTo(f64(0, 0), 0, 0);
    assertThat(second(length, f64(0, -0.0))).isCloseTo(f64(0, 0), 0, 0);
  }

  @Test
  void entropies_have_gradients_at_zero_and_the_mixed_derivative_is_right() {
    var p = f64(0).requiresGrad();
    var q = f64(4).requiresGrad();
    var rate = Autograd.of(p.xlogy(q).sum()).createGraph().gradient(q);
    assertThat(rate).hasElements(0.0);
    assertThat(Autograd.grad(rate.sum(), p).getFirst()).hasElements(0.25);
    assertThat(gradient(x -> x.xlogy(x), f64(0))).hasElements(0.0);
  }

  @Test
  void a_division_with_rest_is_exact() {
    var a = f64(1, -1, 1e300, 5.5);
    var b = f64(0.1, 0.1, 3, -2);
    assertThat(a.fmod(b)).hasElements(1 % 0.1, -1 % 0.1, 1e300 % 3, 1.5);
    assertThat(a.remainder(b)).hasElements(1 % 0.1, 0.1 - 1 % 0.1, 1e300 % 3, -0.5);
    assertThat(a.floorDivide(b).slice(0, 0, 2)).hasElements(9, -10.0);
    assertThat(f64(5.5).floorDivide(-2)).hasElements(-3.0);
  }

  @Test
  void rounding_to_decimals_is_half_to_even_and_never_overflows() {
    assertThat(f64(0.125, 0.375, -0.125, 1e300).round(2)).hasElements(0.12, 0.38, -0.12, 1e300);
    assertThat(f64(1250, 1350, -49).round(-2)).hasElements(1200, 1400, -0.0);
    assertThat(Tensor.of(3e38, 1e-40).round(38)).hasElements(3e38f, 0.0);
    assertThatThrownBy(() -> Tensor.of(1.0).round(39))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("round: 39 decimals of F32; needs -38 to 38");
  }

  @Test
  void numbers_replace_what_is_none() {
    assertThat(f64(NAN, INF, -INF, 2).nanToNum())
        .hasElements(0, Double.MAX_VALUE, -Double.MAX_VALUE, 2);
    assertThat(Tensor.of(NAN, INF, -INF).nanToNum())
        .hasElements(0, Float.MAX_VALUE, -Float.MAX_VALUE);
  }
}
