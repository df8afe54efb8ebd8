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

/** Steps against those taken by hand. */
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

  @Test
  void sgd_goes_down_the_gradient() {
    Weights weights = Weights.fresh();
    Stepper stepper = Sgd.rate(0.5).over(weights);
    assertThat(step(stepper, weights, GRADIENTS[0])).containsExactly(0.75, 0);
    assertThat(step(stepper, weights, GRADIENTS[1])).containsExactly(0.625, -0.5);
    assertThat(stepper.steps()).isEqualTo(2);
    assertThat(weights.still().item()).isEqualTo(1);
  }

  @Test
  void momentum_keeps_half_of_the_velocity() {
    Weights weights = Weights.fresh();
    Stepper stepper = Sgd.rate(0.5).withMomentum(0.5).over(weights);
    assertThat(step(stepper, weights, GRADIENTS[0])).containsExactly(0.75, 0);
    assertThat(step(stepper, weights, GRADIENTS[1])).containsExactly(0.5, 0.5);
    assertThat(step(stepper, weights, GRADIENTS[2])).containsExactly(0.875, 0.75);
    assertThat(stepper.kept().sequencedKeySet()).containsExactly("moved");
    assertThat(stepper.kept().get("moved").getFirst().toDoubles()).containsExactly(-0.75, -0.5);
  }

  @Test
  void adam_takes_the_steps_of_its_paper() {
    Weights weights = Weights.fresh();
    Stepper stepper = Adam.rate(0.1).over(weights);
    double[][] expected = {
      {0.900000002, -1.90000000025},
      {0.8067820404774624, -1.853053183290273},
      {0.8274177428854115, -1.81676315774191}
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(step(stepper, weights, GRADIENTS[i])).containsExactly(expected[i], within(1e-14));
    }
  }

  @Test
  void a_parameter_without_a_gradient_stays() {
    Weights weights = Weights.fresh();
    Stepper stepper = Adam.rate(0.1).over(weights);
    stepper.step();
    assertThat(weights.moved().toDoubles()).containsExactly(1, -2);
    assertThat(weights.moved().version()).isZero();
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
            () -> new Adam(0.1, -0.1, 0.9, 1e-8),
            () -> new Adam(0.1, 0.9, 1, 1e-8),
            () -> new Adam(0.1, 0.9, 0.9, -1));
    for (Runnable make : wrong) {
      assertThatThrownBy(make::run)
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("; needs ");
    }
  }

  @Test
  void a_cosine_falls_from_the_whole_rate_to_almost_nothing() {
    Schedule cosine = new Schedule.Cosine();
    assertThat(cosine.factor(1, 100)).isEqualTo(1);
    assertThat(cosine.factor(51, 100)).isCloseTo(0.5, within(1e-15));
    assertThat(cosine.factor(100, 100)).isBetween(0.0, 0.001);
    assertThat(new Schedule.Constant().factor(7, 9)).isEqualTo(1);
  }
}
