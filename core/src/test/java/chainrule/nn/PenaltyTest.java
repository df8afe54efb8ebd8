// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.GradCheck;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PenaltyTest {

  /** Two weights, of which the second may be the first again. */
  private record Pair(Tensor first, Tensor second, Tensor bias) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x.matmul(first).plus(bias).matmul(second);
    }
  }

  private static Tensor matrix(double... values) {
    return Tensor.of(DType.F64, Shape.of(2, 2), values).requiresGrad();
  }

  private static Tensor row() {
    return Tensor.of(DType.F64, 10, -20).requiresGrad();
  }

  private static Pair pair() {
    return new Pair(matrix(1, -2, 0, 3), matrix(-1, 0.5, 0.5, 2), row());
  }

  @Test
  void every_matrix_is_summed_and_no_bias() {
    assertThat(Penalty.l1(0.5).of(pair()).item()).isEqualTo(0.5 * (6 + 4));
    assertThat(Penalty.l2(0.5).of(pair()).item()).isEqualTo(0.5 * (14 + 5.5));
    assertThat(Penalty.halfL2(0.5).of(pair()).item()).isEqualTo(0.25 * (14 + 5.5));
    assertThat(Penalty.l1(2).of(pair()).spec().toString()).isEqualTo("F64[]");
  }

  @Test
  void biases_count_where_asked_for() {
    assertThat(Penalty.l1(0.5).includingBias().of(pair()).item()).isEqualTo(0.5 * (6 + 4 + 30));
    assertThat(Penalty.l2(2).includingBias().of(pair()).item()).isEqualTo(2 * (14 + 5.5 + 500));
  }

  @Test
  void gradients_by_hand() {
    var pair = pair();
    Penalty.l1(0.5).of(pair).backward();
    assertThat(pair.first().grad().toDoubles()).containsExactly(0.5, -0.5, 0, 0.5);
    assertThat(pair.bias().hasGrad()).isFalse();
    pair.first().clearGrad();
    Penalty.l2(0.5).of(pair).backward();
    assertThat(pair.first().grad().toDoubles()).containsExactly(1, -2, 0, 3);
    pair.first().clearGrad();
    Penalty.halfL2(0.5).of(pair).backward();
    assertThat(pair.first().grad().toDoubles()).containsExactly(0.5, -1, 0, 1.5);
  }

  @ParameterizedTest
  @EnumSource
  void gradients_equal_differences(Penalty.Kind kind) {
    var penalty = new Penalty(kind, 0.3, true);
    var check =
        GradCheck.ofMany(
                leaves -> penalty.of(new Pair(leaves.get(0), leaves.get(1), leaves.get(2))))
            .kinkDistance(0);
    var report = check.check(matrix(1, -2, 0.25, 3), matrix(-1, 0.5, 0.75, 2), row());
    assertThat(report.passed()).isTrue();
  }

  @Test
  void a_weight_that_is_used_twice_counts_once() {
    var weight = matrix(1, -2, 0, 3);
    var tied = new Pair(weight, weight, row());
    var penalty = Penalty.l2(1).of(tied);
    assertThat(penalty.item()).isEqualTo(14);
    penalty.backward();
    assertThat(weight.grad().toDoubles()).containsExactly(2, -4, 0, 6);
  }

  @Test
  void weights_that_are_not_trained_do_not_count() {
    var frozen = matrix(100, 100, 100, 100).requiresGrad(false);
    assertThat(Penalty.l2(1).of(new Pair(frozen, matrix(1, 0, 0, 0), row())).item()).isEqualTo(1);
    var none = Penalty.l2(1).of(new Pair(frozen, frozen, row()));
    assertThat(none.item()).isZero();
    assertThat(none.dtype()).isEqualTo(DType.F64);
    assertThat(none.isWatched()).isFalse();
    assertThat(Penalty.l1(1).of(Sequential.of()).spec().toString()).isEqualTo("F32[]");
  }

  @Test
  void it_adds_to_a_loss_of_a_deep_net() {
    var net = Mlp.of("3-4-4-2", Activation.TANH, Rng.seed(1));
    double expected = 0;
    for (Linear layer : net.layers()) {
      for (double weight : layer.weight().toDoubles()) {
        expected += weight * weight;
      }
    }
    var penalty = Penalty.l2(1e-2);
    assertThat(penalty.of(net).item()).isCloseTo(1e-2 * expected, withinPercentage(1e-4));
    var x = Tensor.of(new double[][] {{1, 0, -1}});
    var loss = Losses.hinge().of(net.apply(x), Tensor.of(DType.I64, 1));
    var total = loss.plus(penalty.of(net));
    assertThat(total.item()).isGreaterThan(loss.item());
    total.backward();
    assertThat(Parameters.of(net).trained()).allMatch(Tensor::hasGrad);
  }

  @Test
  void a_factor_is_zero_or_more() {
    assertThat(Penalty.l1(0).of(pair()).item()).isZero();
    for (double factor : List.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> Penalty.l2(factor))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("factor " + factor);
    }
  }

  @Test
  void types_must_agree() {
    var mixed = new Pair(matrix(1, 2, 3, 4), Tensor.ones(2, 2).requiresGrad(), row());
    assertThatThrownBy(() -> Penalty.l2(1).of(mixed)).isInstanceOf(DtypeException.class);
    assertThat(Penalty.l2(1).of(new Linear(matrix(0, 1, 0, 0), Optional.empty())).item())
        .isEqualTo(1);
  }
}
