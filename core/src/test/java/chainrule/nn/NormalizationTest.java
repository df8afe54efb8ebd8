// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

  /** Channel 0 holds 1, 3, 5, 7: mean 4, variance 5 over n, 20/3 over n - 1; channel 1 is twice. */
  private static final Tensor X = Tensor.of(new double[][] {{1, 2}, {3, 6}, {5, 10}, {7, 14}});

  @Test
  void a_training_step_normalizes_by_the_batch_and_moves_the_kept_ones_a_tenth() {
    BatchNorm norm = BatchNorm.of(2);
    Tensor y = Training.scope(() -> norm.apply(X));
    double unit = 1 / Math.sqrt(5 + 1e-5);
    double same = 2 / Math.sqrt(20 + 1e-5);
    assertThat(y.toDoubles())
        .containsExactly(
            new double[] {-3 * unit, -3 * same, -unit, -same, unit, same, 3 * unit, 3 * same},
            within(1e-6));
    assertThat(norm.runningMean().toDoubles())
        .containsExactly(new double[] {0.4, 0.8}, within(1e-6));
    assertThat(norm.runningVariance().toDoubles())
        .containsExactly(new double[] {0.9 + 20.0 / 3 / 10, 0.9 + 80.0 / 3 / 10}, within(1e-6));
  }

  @Test
  void the_kept_ones_serve_in_use() {
    BatchNorm norm =
        new BatchNorm(
            Tensor.of(2, 3), Tensor.of(-1, 5), Tensor.of(1, 4), Tensor.of(4, 0.25), 0.1, 0);
    assertThat(norm.apply(Tensor.of(new double[][] {{5, 4.5}})).toDoubles())
        .containsExactly(2 * (5 - 1) / 2.0 - 1, 3 * 0.5 / 0.5 + 5);
  }

  @Test
  void images_are_normalized_over_samples_rows_and_columns() {
    Tensor images = Tensor.normal(DType.F64, Shape.of(3, 2, 4, 5), Rng.seed(1)).times(3).plus(7);
    BatchNorm norm =
        new BatchNorm(
            Tensor.full(DType.F64, Shape.of(2), 1),
            Tensor.full(DType.F64, Shape.of(2), 0),
            Tensor.full(DType.F64, Shape.of(2), 0),
            Tensor.full(DType.F64, Shape.of(2), 1),
            1,
            0);
    Tensor y = Training.scope(() -> norm.apply(images));
    assertThat(y.mean(0, 2, 3).toDoubles()).containsExactly(new double[2], within(1e-12));
    assertThat(y.variance(0, false, 0, 2, 3).toDoubles())
        .containsExactly(new double[] {1, 1}, within(1e-12));
    assertThat(norm.runningMean().toDoubles()).containsExactly(images.mean(0, 2, 3).toDoubles());
    assertThat(norm.runningVariance().toDoubles())
        .containsExactly(images.variance(1, false, 0, 2, 3).toDoubles(), within(1e-12));
  }

  @Test
  void kept_ones_are_leaves_that_are_not_trained_and_get_no_gradient() {
    BatchNorm norm = BatchNorm.of(2);
    Parameters parameters = Parameters.of(norm);
    assertThat(parameters.all().sequencedKeySet())
        .containsExactly("weight", "bias", "runningMean", "runningVariance");
    assertThat(parameters.trained()).containsExactly(norm.weight(), norm.bias());
    Training.scope(() -> norm.apply(X).square().sum()).backward();
    assertThat(norm.weight().hasGrad()).isTrue();
    assertThat(norm.runningMean().hasGrad()).isFalse();
  }

  @Test
  void a_pass_without_a_graph_moves_the_kept_ones_too() {
    BatchNorm norm = BatchNorm.of(2);
    Autograd.noGrad(() -> Training.scope(() -> norm.apply(X)));
    assertThat(norm.runningMean().version()).isEqualTo(1);
  }

  @Test
  void one_value_of_a_channel_has_no_variance() {
    Sequential net = Sequential.of(BatchNorm.of(2));
    Tensor one = Tensor.of(new double[][] {{1, 2}});
    assertThatThrownBy(() -> Training.scope(() -> net.apply(one)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            """
            batchNorm: x is F32[1, 2]: 1 values of each channel; training needs 2 or more
              in:  Sequential[0].BatchNorm(2)
              fix: train by batches of two or more samples, the last one too\
            """);
    assertThat(net.apply(one).shape()).isEqualTo(one.shape());
  }

  @Test
  void other_channels_are_named() {
    assertThatThrownBy(() -> BatchNorm.of(3).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("batchNorm: x is F32[4, 2]; needs [n, 3, ..]");
    assertThatThrownBy(() -> BatchNorm.of(3).apply(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void momentum_lies_within_0_and_1(double momentum) {
    assertThatThrownBy(() -> BatchNorm.of(2, momentum, 1e-5))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("momentum " + momentum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, Double.NaN})
  void epsilon_is_finite_and_not_negative(double epsilon) {
    assertThatThrownBy(() -> BatchNorm.of(2, 0.1, epsilon)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> LayerNorm.of(Shape.of(2), epsilon))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("epsilon " + epsilon);
  }

  @Test
  void leaves_of_other_lengths_are_refused() {
    assertThatThrownBy(() ->
            new BatchNorm(Tensor.ones(2), Tensor.ones(2), Tensor.ones(3), Tensor.ones(2), 0.1, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("runningMean is F32[3], weight is F32[2]");
    assertThatThrownBy(() -> new LayerNorm(Tensor.ones(2), Tensor.ones(3), 0))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> BatchNorm.of(0)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void a_layer_norm_makes_each_sample_even_whatever_the_mode() {
    LayerNorm norm = new LayerNorm(Tensor.of(DType.F64, 1, 2), Tensor.of(DType.F64, 0, 10), 0);
    Tensor y = norm.apply(X.to(DType.F64));
    assertThat(y.toDoubles()).containsExactly(new double[] {-1, 12, -1, 12, -1, 12, -1, 12});
    assertThat(Training.scope(() -> norm.apply(X.to(DType.F64))).toDoubles())
        .containsExactly(y.toDoubles());
    assertThatThrownBy(() -> norm.apply(Tensor.ones(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("layerNorm: x is F32[2, 3]; its last axes need the sizes [2]");
  }
}
