// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first three steps of each optimizer, taken by hand; the derivation stands at each. */
class OptimizerTest {

  private static final double[][] GRADIENTS = {{0.5, -4}, {0.25, 1}, {-1, 0}};

  /** Two weights that a step moves, and one that requires no gradient. */
  private record Weights(Tensor moved, Tensor still) implements Layer {
    static Weights fresh() {
      return new Weights(Tensor.of(DType.F64, 1, -2).requiresGrad(), Tensor.ones(1));
    }

    @Override
    public Tensor forward(Tensor x) {
      return moved.times(x).sum();
    }
  }

  private static double[] step(Stepper stepper, Weights weights, double... gradient) {
    stepper.zeroGrad();
    weights.apply(Tensor.of(DType.F64, gradient)).backward();
    stepper.step();
    return weights.moved().toDoubles();
  }

  /** The weights after each of three steps from (1, -2) with the gradients above. */
  private static void assertSteps(Optimizer optimizer, double[]... expected) {
    Weights weights = Weights.fresh();
    Stepper stepper = optimizer.over(weights);
    for (int i = 0; i < expected.length; i++) {
      assertThat(step(stepper, weights, GRADIENTS[i]))
          .as("%s, step %s", optimizer, i + 1)
          .containsExactly(expected[i], within(1e-14));
    }
    assertThat(weights.still().item()).isEqualTo(1);
  }

  private static double[] of(double... numbers) {
    return numbers;
  }

  @Test
  void sgd_goes_down_the_gradient() {
    // 1 - 0.25, 0.75 - 0.125, 0.625 + 0.5; -2 + 2, 0 - 0.5, -0.5.
    assertSteps(Sgd.rate(0.5), of(0.75, 0), of(0.625, -0.5), of(1.125, -0.5));
  }

  @Test
  void momentum_keeps_half_of_the_velocity() {
    // v = 0.5, 0.25 + 0.25, 0.25 - 1 and -4, -2 + 1, -0.5; w falls by v / 2.
    assertSteps(Sgd.rate(0.5).withMomentum(0.5), of(0.75, 0), of(0.5, 0.5), of(0.875, 0.75));
    Weights weights = Weights.fresh();
    Stepper stepper = Sgd.rate(0.5).withMomentum(0.5).over(weights);
    for (double[] gradient : GRADIENTS) {
      step(stepper, weights, gradient);
    }
    assertThat(stepper.steps()).isEqualTo(3);
    assertThat(stepper.kept().sequencedKeySet()).containsExactly("moved");
    assertThat(stepper.kept().get("moved").getFirst().toDoubles()).containsExactly(-0.75, -0.5);
  }

  @Test
  void dampening_takes_a_share_of_all_gradients_but_the_first() {
    // v = 0.5, 0.25 + 0.75 * 0.25 = 0.4375, 0.21875 - 0.75 = -0.53125;
    // and -4, -2 + 0.75 = -1.25, -0.625; w falls by v / 2.
    assertSteps(
        Sgd.rate(0.5).withMomentum(0.5).withDampening(0.25),
        of(0.75, 0),
        of(0.53125, 0.625),
        of(0.796875, 0.9375));
  }

  @Test
  void nesterov_looks_ahead_along_the_velocity() {
    // v as with momentum; w falls by (g + v / 2) / 2: 0.75 / 2, 0.5 / 2, -1.375 / 2; and
    // -6 / 2, (1 - 0.5) / 2, -0.25 / 2.
    assertSteps(
        Sgd.rate(0.5).withMomentum(0.5).withNesterov(),
        of(0.625, 1),
        of(0.375, 0.75),
        of(1.0625, 0.875));
  }

  @Test
  void weight_decay_of_sgd_is_a_part_of_the_gradient() {
    // g + w / 2: 1, 0.25 + 0.25, -1 + 0.125; and -5, 1 + 0.25, 0 - 0.0625; w falls by half of it.
    assertSteps(
        Sgd.rate(0.5).withWeightDecay(0.5), of(0.5, 0.5), of(0.25, -0.125), of(0.6875, -0.09375));
  }

  @Test
  void adagrad_divides_by_the_root_of_all_squares() {
    // s = 1/4, 5/16, 21/16 and 16, 17, 17; w falls by 0.1 g / sqrt(s).
    double first = 0.9 - 0.1 * 0.25 / Math.sqrt(0.3125);
    double second = -1.9 - 0.1 / Math.sqrt(17);
    assertSteps(
        Adagrad.rate(0.1).withEpsilon(0),
        of(0.9, -1.9),
        of(first, second),
        of(first + 0.1 / Math.sqrt(1.3125), second));
  }

  @Test
  void weight_decay_of_adagrad_is_a_part_of_the_gradient() {
    // d = 0.5 + 1.5, s = 4; d = 0.25 + 1.5 * 0.9 = 1.6, s = 6.56. And -4 - 3, s = 49; d = 1 - 1.5 *
    // 1.9 = -1.85, s = 52.4225.
    assertSteps(
        Adagrad.rate(0.1).withEpsilon(0).withWeightDecay(1.5),
        of(0.9, -1.9),
        of(0.9 - 0.16 / Math.sqrt(6.56), -1.9 + 0.185 / Math.sqrt(52.4225)));
  }

  @Test
  void rmsprop_divides_by_the_root_of_recent_squares() {
    // s = 1/8, 3/32, 3/64 + 1/2 = 35/64; and 8, 4.5, 2.25; w falls by 0.1 g / (sqrt(s) + 0.5).
    double first = 1 - 0.05 / (Math.sqrt(0.125) + 0.5);
    double second = -2 + 0.4 / (Math.sqrt(8) + 0.5);
    double third = first - 0.025 / (Math.sqrt(0.09375) + 0.5);
    double fourth = second - 0.1 / (Math.sqrt(4.5) + 0.5);
    assertSteps(
        RmsProp.rate(0.1).withAlpha(0.5).withEpsilon(0.5),
        of(first, second),
        of(third, fourth),
        of(third + 0.1 / (Math.sqrt(0.546875) + 0.5), fourth));
  }

  @Test
  void weight_decay_of_rmsprop_is_a_part_of_the_gradient() {
    // d = 0.5 + 1.5, s = 2; and d = -4 - 3, s = 24.5; w falls by 0.1 d / (sqrt(s) + 1).
    assertSteps(
        RmsProp.rate(0.1).withAlpha(0.5).withEpsilon(1).withWeightDecay(1.5),
        of(1 - 0.2 / (Math.sqrt(2) + 1), -2 + 0.7 / (Math.sqrt(24.5) + 1)));
  }

  @Test
  void rmsprop_keeps_momentum_of_what_it_divided() {
    // s = 1/8, 3/32, 35/64 and 8, 4.5, 2.25; d = g / sqrt(s); v = d1, d1 / 2 + d2, and so on.
    double first = 0.5 / Math.sqrt(0.125);
    double second = 0.25 / Math.sqrt(0.09375);
    double third = -1 / Math.sqrt(0.546875);
    double other = -4 / Math.sqrt(8);
    double another = 1 / Math.sqrt(4.5);
    double one = 1 - 0.1 * first;
    double two = -2 - 0.1 * other;
    double three = one - 0.1 * (first / 2 + second);
    double four = two - 0.1 * (other / 2 + another);
    assertSteps(
        RmsProp.rate(0.1).withAlpha(0.5).withEpsilon(0).withMomentum(0.5),
        of(one, two),
        of(three, four),
        of(three - 0.1 * (first / 4 + second / 2 + third), four - 0.1 * (other / 4 + another / 2)));
  }

  @Test
  void centered_rmsprop_divides_by_the_deviation() {
    // m = 1/4, 1/4, -3/8; s - m^2 = 1/8 - 1/16 = 1/16, 3/32 - 2/32 = 1/32, 35/64 - 9/64 = 26/64.
    // m = -2, -1/2, -1/4; s - m^2 = 8 - 4, 4.5 - 0.25, 2.25 - 0.0625. Epsilon is 0.25.
    double three = 0.9 - 0.025 / (Math.sqrt(0.03125) + 0.25);
    double two = -2 + 0.4 / 2.25;
    double four = two - 0.1 / (Math.sqrt(4.25) + 0.25);
    assertSteps(
        RmsProp.rate(0.1).withAlpha(0.5).withEpsilon(0.25).withCentering(),
        of(0.9, two),
        of(three, four),
        of(three + 0.1 / (Math.sqrt(0.40625) + 0.25), four));
  }

  @Test
  void a_deviation_that_rounds_below_zero_is_zero() {
    // 100 equal gradients: s and m^2 agree but for rounding.
    Weights weights = Weights.fresh();
    Stepper stepper = RmsProp.rate(1e-9).withAlpha(0.1).withCentering().over(weights);
    for (int i = 0; i < 100; i++) {
      assertThat(step(stepper, weights, 0.1, 0.7)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void adam_takes_the_steps_of_its_paper() {
    // m / (1 - 0.9^t) over sqrt(v / (1 - 0.999^t)) + 1e-8, a tenth of it: first 0.5 / (0.5 + 1e-8).
    assertSteps(
        Adam.rate(0.1),
        of(0.900000002, -1.90000000025),
        of(0.8067820404774624, -1.853053183290273),
        of(0.8274177428854115, -1.81676315774191));
  }

  @Test
  void adam_with_betas_of_a_half_can_be_followed_by_hand() {
    // m = 1/4, 1/4, -3/8 over 1/2, 3/4, 7/8: 1/2, 1/3, -3/7. v = 1/8, 3/32, 35/64: 1/4, 1/8, 5/8.
    // m = -2, -1/2, -1/4: -4, -2/3, -2/7; v = 8, 4.5, 2.25: 16, 6, 18/7.
    double three = 0.9 - 0.1 / 3 / Math.sqrt(0.125);
    double four = -1.9 + 0.2 / 3 / Math.sqrt(6);
    assertSteps(
        Adam.rate(0.1).withBetas(0.5, 0.5).withEpsilon(0),
        of(0.9, -1.9),
        of(three, four),
        of(three + 0.3 / 7 / Math.sqrt(0.625), four + 0.2 / 7 / Math.sqrt(18 / 7.0)));
  }

  @Test
  void amsgrad_divides_by_the_largest_variance() {
    // As above, but the largest v = 1/8, 1/8, 35/64: 1/4, 1/6, 5/8; and 8: 16, 32/3, 64/7.
    double three = 0.9 - 0.1 / 3 / Math.sqrt(1 / 6.0);
    double four = -1.9 + 0.2 / 3 / Math.sqrt(32 / 3.0);
    assertSteps(
        Adam.rate(0.1).withBetas(0.5, 0.5).withEpsilon(0).withAmsgrad(),
        of(0.9, -1.9),
        of(three, four),
        of(three + 0.3 / 7 / Math.sqrt(0.625), four + 0.2 / 7 / Math.sqrt(64 / 7.0)));
  }

  @Test
  void weight_decay_of_adam_is_a_part_of_the_gradient_and_that_of_adamw_is_not() {
    // Adam: the first step is the rate, whatever the gradient; then d = 0.25 + 0.9 / 2 = 0.7 after
    // 0.5 + 1 / 2 = 1: m = 1/4 + 0.35 = 0.6 over 3/4, v = 1/4 + 0.245 = 0.495 over 3/4.
    // -4 - 1 = -5, then 1 - 1.9 / 2 = 0.05: m = -1.25 + 0.025, v = 6.25 + 0.00125.
    assertSteps(
        Adam.rate(0.1).withBetas(0.5, 0.5).withEpsilon(0).withWeightDecay(0.5),
        of(0.9, -1.9),
        of(0.9 - 0.08 / Math.sqrt(0.66), -1.9 + 0.1225 / 0.75 / Math.sqrt(6.25125 / 0.75)));
    // AdamW: w is 0.95 w, then moves as without decay.
    double three = 0.95 * 0.85 - 0.1 / 3 / Math.sqrt(0.125);
    double four = -0.95 * 1.8 + 0.2 / 3 / Math.sqrt(6);
    assertSteps(
        AdamW.rate(0.1).withBetas(0.5, 0.5).withEpsilon(0).withWeightDecay(0.5),
        of(0.85, -1.8),
        of(three, four),
        of(0.95 * three + 0.3 / 7 / Math.sqrt(0.625), 0.95 * four + 0.2 / 7 / Math.sqrt(18 / 7.0)));
  }

  @Test
  void adamw_has_amsgrad_too() {
    double three = 0.95 * 0.85 - 0.1 / 3 / Math.sqrt(1 / 6.0);
    double four = -0.95 * 1.8 + 0.2 / 3 / Math.sqrt(32 / 3.0);
    assertSteps(
        AdamW.rate(0.1).withBetas(0.5, 0.5).withEpsilon(0).withWeightDecay(0.5).withAmsgrad(),
        of(0.85, -1.8),
        of(three, four));
  }

  @Test
  void lion_moves_all_weights_by_the_rate() {
    // m / 2 + g / 2 with m = 3/4 m + g / 4: m = 1/8, 5/32, ...: c = 1/4, 3/16, 5/64 - 1/2: + + -.
    // m = -1, -1/2, ...: c = -2, -1/2 + 1/2 = 0, -1/4: - 0 -.
    assertSteps(
        Lion.rate(0.125).withBetas(0.5, 0.75),
        of(0.875, -1.875),
        of(0.75, -1.875),
        of(0.875, -1.75));
    // With decay: w less an eighth of sign + w / 2.
    assertSteps(
        Lion.rate(0.125).withBetas(0.5, 0.75).withWeightDecay(0.5),
        of(1 - 0.1875, -2 + 0.25),
        of(0.8125 - 0.125 - 0.8125 / 16, -1.75 + 1.75 / 16));
  }

  @Test
  void a_parameter_without_a_gradient_stays() {
    for (Optimizer optimizer : Optimizers.all()) {
      Weights weights = Weights.fresh();
      Stepper stepper = optimizer.withWeightDecay(0.1).over(weights);
      stepper.step();
      assertThat(weights.moved().toDoubles()).containsExactly(1, -2);
      assertThat(weights.moved().version()).isZero();
    }
  }

  @Test
  void a_gradient_that_is_not_a_number_is_not_swallowed() {
    for (Optimizer optimizer : Optimizers.all()) {
      Weights weights = Weights.fresh();
      Stepper stepper = optimizer.over(weights);
      assertThat(step(stepper, weights, Double.NaN, 1)[0]).as(optimizer.name()).isNaN();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-3, Double.NaN, Double.POSITIVE_INFINITY})
  void a_rate_that_is_none_is_refused_before_anything_moves(double rate) {
    Weights weights = Weights.fresh();
    Stepper stepper = Sgd.rate(0.5).over(weights);
    weights.apply(Tensor.of(DType.F64, 1, 1)).backward();
    assertThatThrownBy(() -> stepper.step(rate))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("lr: " + rate + "; needs 0 or more");
    assertThat(weights.moved().toDoubles()).containsExactly(1, -2);
    assertThat(stepper.steps()).isZero();
    stepper.step(0);
    assertThat(weights.moved().toDoubles()).containsExactly(1, -2);
  }

  @Test
  void numbers_out_of_range_are_refused() {
    List<Runnable> wrong =
        List.of(
            () -> Sgd.rate(0),
            () -> Sgd.rate(Double.NaN),
            () -> Sgd.rate(0.1).withMomentum(1),
            () -> Sgd.rate(0.1).withDampening(0.5),
            () -> Sgd.rate(0.1).withNesterov(),
            () -> Sgd.rate(0.1).withMomentum(0.5).withDampening(0.5).withNesterov(),
            () -> Sgd.rate(0.1).withWeightDecay(-1),
            () -> Adagrad.rate(-1),
            () -> Adagrad.rate(1).withEpsilon(-1),
            () -> RmsProp.rate(1).withAlpha(1),
            () -> RmsProp.rate(1).withMomentum(-1),
            () -> RmsProp.rate(1).withEpsilon(Double.NaN),
            () -> Adam.rate(0.1).withBetas(-0.1, 0.9),
            () -> Adam.rate(0.1).withBetas(0.9, 1),
            () -> Adam.rate(0.1).withEpsilon(-1),
            () -> Adam.rate(0.1).withWeightDecay(Double.POSITIVE_INFINITY),
            () -> AdamW.rate(0.1).withWeightDecay(-0.1),
            () -> AdamW.rate(0.1).withBetas(0.9, 2),
            () -> Lion.rate(0.1).withBetas(2, 0.9),
            () -> new Ema(1.5),
            () -> new Ema(Double.NaN),
            () -> new Clipping.Norm(0),
            () -> new Clipping.Value(-1),
            () -> new Accumulation(0));
    for (Runnable make : wrong) {
      assertThatThrownBy(make::run)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("needs ");
    }
  }
}
