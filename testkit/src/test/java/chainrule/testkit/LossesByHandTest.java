// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hinge and binary cross-entropy by hand, at their bounds and far out. */
class LossesByHandTest {

  private static final double LOG_2 = StrictMath.log(2);

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  private static Tensor number(double value) {
    return Tensor.scalar(DType.F64, value);
  }

  @Test
  void a_hinge_loss_adds_what_is_inside_the_margin() {
    // 2.5 for the first row, 0 for the second, 4 + 5 for the third.
    var scores =
        Tensor.of(DType.F64, new double[][] {{1, 2.5, -0.5}, {0, 4, 2}, {2, 3, -1}}).requiresGrad();
    var labels = Tensor.of(DType.I64, 0, 1, 2);
    var loss = scores.hinge(labels);
    assertThat(loss).hasShape().isCloseTo(number(11.5 / 3), 1e-14, 0);
    loss.backward(number(3));
    assertThat(scores.grad()).hasElements(-1, 1, 0, 0, 0, 0, 1, 1, -2.0);
  }

  @Test
  void a_hinge_loss_takes_another_margin() {
    var scores = Tensor.of(DType.F64, new double[][] {{0, 2, 5}});
    assertThat(scores.hinge(Tensor.of(DType.I32, 1), 4)).hasElements(9.0);
    assertThat(scores.hinge(Tensor.of(DType.I32, 1), 2)).hasElements(5.0);
    assertThat(scores.hinge(Tensor.of(DType.I32, 2))).hasElements(0.0);
  }

  @Test
  void a_margin_that_is_just_kept_has_no_gradient() {
    var scores = Tensor.of(DType.F64, new double[][] {{1, 0, 0.5}}).requiresGrad();
    scores.hinge(Tensor.of(DType.I64, 0)).backward();
    assertThat(scores.grad()).hasElements(-1, 0, 1.0);
  }

  @Test
  void binary_cross_entropy_by_hand() {
    var p = f64(0.5, 0.25).requiresGrad();
    var t = f64(1, 0).requiresGrad();
    var loss = p.bce(t);
    var rest = StrictMath.log(0.75);
    assertThat(loss).hasShape().isCloseTo(number((LOG_2 - rest) / 2), 1e-15, 0);
    loss.backward();
    assertThat(p.grad()).isCloseTo(f64(-1, 2 / 3.0), 1e-15, 0);
    assertThat(t.grad()).isCloseTo(f64(0, (rest - StrictMath.log(0.25)) / 2), 1e-15, 1e-17);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void certainty_that_is_wrong_costs_a_hundred(DType dtype) {
    var p = Tensor.of(dtype, 0, 1, 0, 1).requiresGrad();
    var t = Tensor.of(dtype, 1, 0, 0, 1);
    assertThat(p.slice(0, 0, 1).bce(t.slice(0, 0, 1))).hasElements(100.0);
    assertThat(p.slice(0, 1, 2).bce(t.slice(0, 1, 2))).hasElements(100.0);
    assertThat(p.slice(0, 2, 4).bce(t.slice(0, 2, 4))).isCloseTo(Tensor.scalar(dtype, 0), 0, 0);
    var gradient = Autograd.grad(p.bce(t), p).getFirst();
    assertThat(gradient).isCloseTo(Tensor.of(dtype, -2.5e11, 2.5e11, 0, 0), 1e-7, 0);
  }

  @Test
  void logits_lose_nothing_where_the_sigmoid_is_at_its_end() {
    for (double z : new double[] {0, 0.1, 3, 40, 700}) {
      var right = StrictMath.log1p(StrictMath.exp(-z));
      assertThat(f64(z).bceWithLogits(f64(1))).as("%s", z).isCloseTo(number(right), 1e-15, 0);
      assertThat(f64(-z).bceWithLogits(f64(0))).as("%s", z).isCloseTo(number(right), 1e-15, 0);
      assertThat(f64(-z).bceWithLogits(f64(1))).as("%s", z).isCloseTo(number(z + right), 1e-15, 0);
    }
    assertThat(Tensor.of(1000).bceWithLogits(Tensor.of(0))).hasElements(1000.0);
    assertThat(Tensor.of(30).bceWithLogits(Tensor.of(1)))
        .isCloseTo(Tensor.scalar(9.357623e-14), 1e-6, 0);
  }

  @Test
  void the_gradient_by_a_logit_is_its_sigmoid_less_the_target() {
    var z = f64(0, 0, -1000, 1000).requiresGrad();
    z.bceWithLogits(f64(1, 0.25, 1, 1)).backward(number(4));
    assertThat(z.grad()).hasElements(-0.5, 0.25, -1, 0.0);
  }

  @Test
  void both_forms_agree() {
    var z = Tensor.evenly(DType.F64, -6, 6, 49).reshape(7, 7);
    var t = Tensor.evenly(DType.F64, 0, 1, 49).reshape(7, 7);
    assertThat(z.sigmoid().bce(t)).isCloseTo(z.bceWithLogits(t), 1e-13, 0);
    var x = z.detach().requiresGrad();
    var through = Autograd.grad(x.sigmoid().bce(t), x).getFirst();
    assertThat(through).isCloseTo(Autograd.grad(x.bceWithLogits(t), x).getFirst(), 1e-12, 1e-16);
  }

  @Test
  void nothing_has_a_loss_that_is_no_number() {
    var nothing = Tensor.full(DType.F32, Shape.of(0, 2), 0);
    assertThat(nothing.bce(nothing)).hasElements(Double.NaN);
    assertThat(nothing.hinge(Tensor.of(DType.I64))).hasElements(Double.NaN);
  }

  @Test
  void each_squared_loss_shows_its_own_factor() {
    Assertions.assertThat(new SquaredLoss.SumOfSquares().meaning().card().formula())
        .isEqualTo("sum of (a - b)^2");
    Assertions.assertThat(new SquaredLoss.QuadraticCost().meaning().card().formula())
        .isEqualTo("sum of (a - b)^2 over the number of rows");
    Assertions.assertThat(new SquaredLoss.Mse().meaning().card().torch())
        .isEqualTo("torch.nn.functional.mse_loss");
    Assertions.assertThat(new SquaredLoss.HalfMse().meaning().card().formula())
        .isEqualTo("half the mean of (a - b)^2");
  }
}
