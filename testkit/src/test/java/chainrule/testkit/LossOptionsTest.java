// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.tensor.Averaging;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses with options, by hand. */
class LossOptionsTest {

  private static final Tensor LABELS = Tensor.of(DType.I64, 1, -100, 0);

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  private static Tensor number(double value) {
    return Tensor.scalar(DType.F64, value);
  }

  private static Tensor scores() {
    return Tensor.of(DType.F64, new double[][] {{0, 0}, {5, 7}, {0, 0}}).requiresGrad();
  }

  @Test
  void a_row_labeled_minus_100_is_left_out() {
    var scores = scores();
    var loss = scores.crossEntropy(LABELS);
    assertThat(loss).isCloseTo(number(StrictMath.log(2)), 1e-15, 0);
    loss.backward();
    assertThat(scores.grad()).hasElements(0.25, -0.25, 0, 0, -0.25, 0.25);
  }

  @Test
  void rows_left_out_change_no_bit_of_the_others() {
    var kept = Tensor.of(DType.F64, new double[][] {{0.3, -1.7}, {2.5, 0.1}}).requiresGrad();
    var all = kept.concat(0, Tensor.of(DType.F64, new double[][] {{9, 9}}));
    var few = kept.crossEntropy(Tensor.of(DType.I64, 1, 0));
    assertThat(all.crossEntropy(Tensor.of(DType.I64, 1, 0, -100))).hasBits(few);
  }

  @Test
  void a_batch_left_out_whole_has_no_mean() {
    var loss = scores().crossEntropy(Tensor.of(DType.I64, -100, -100, -100));
    assertThat(loss.item()).isNaN();
  }

  @Test
  void class_weights_weigh_the_rows_and_the_mean() {
    // Rows of log 2 with weights 3 and 1: the weighted mean is log 2, the sum 4 log 2.
    var options = LabelOptions.plain().withWeights(f64(1, 3));
    var log2 = StrictMath.log(2);
    assertThat(scores().crossEntropy(LABELS, options)).isCloseTo(number(log2), 1e-15, 0);
    assertThat(scores().crossEntropy(LABELS, options.withAveraging(Averaging.SUM)))
        .isCloseTo(number(4 * log2), 1e-15, 0);
    assertThat(scores().crossEntropy(LABELS, options.withAveraging(Averaging.ROWS)))
        .isCloseTo(number(4 * log2 / 3), 1e-15, 0);
    assertThat(scores().crossEntropy(LABELS, options.withAveraging(Averaging.NONE)))
        .isCloseTo(f64(3 * log2, 0, log2), 1e-15, 0);
  }

  @Test
  void smoothing_mixes_in_the_mean_over_classes() {
    // -log softmax of (log 3, 0) is log 4/3 and log 4.
    var scores = Tensor.of(DType.F64, new double[][] {{StrictMath.log(3), 0}});
    var loss =
        scores.crossEntropy(Tensor.of(DType.I64, 0), LabelOptions.plain().withSmoothing(0.2));
    var expected = 0.9 * StrictMath.log(4 / 3.0) + 0.1 * StrictMath.log(4);
    assertThat(loss).isCloseTo(number(expected), 1e-14, 0);
  }

  @Test
  void places_of_an_image_have_a_label_each() {
    var scores = Tensor.of(DType.F64, Shape.of(1, 2, 1, 2), 1, 0, 0, 2).logSoftmax(1);
    var labels = Tensor.of(DType.I64, 0, 1).reshape(1, 1, 2);
    var expected =
        (StrictMath.log1p(StrictMath.exp(-1)) + StrictMath.log1p(StrictMath.exp(-2))) / 2;
    assertThat(scores.nll(labels)).isCloseTo(number(expected), 1e-14, 0);
  }

  @Test
  void options_refuse_a_smoothing_that_is_no_share() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> LabelOptions.plain().withSmoothing(wrong))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("smoothing " + wrong)
          .hasMessageContaining("from 0 to 1");
    }
  }

  @Test
  void losses_of_errors_by_hand() {
    var p = f64(0, 0.5, 3, -2);
    var t = f64(0, 0, 0, 0);
    assertThat(p.l1(t)).hasElements(5.5 / 4);
    assertThat(p.l1(t, Averaging.NONE)).hasElements(0, 0.5, 3, 2.0);
    assertThat(p.huber(t, 1, Averaging.NONE)).hasElements(0, 0.125, 2.5, 1.5);
    assertThat(p.huber(t, 2, Averaging.NONE)).hasElements(0, 0.125, 4, 2.0);
    assertThat(p.smoothL1(t, 2, Averaging.NONE)).hasElements(0, 0.0625, 2, 1.0);
    assertThat(p.smoothL1(t, 0, Averaging.SUM)).hasElements(5.5);
  }

  @Test
  void a_divergence_is_zero_where_nothing_is_expected() {
    var p = f64(-1, -2, Double.NEGATIVE_INFINITY).requiresGrad();
    var loss = p.klDivergence(f64(0.5, 0, 0.5), false, Averaging.NONE);
    assertThat(loss)
        .isCloseTo(f64(0.5 * (StrictMath.log(0.5) + 1), 0, Double.POSITIVE_INFINITY), 1e-15, 0);
    loss.sum().backward();
    assertThat(p.grad()).isCloseTo(f64(-0.5, 0, -0.5), 0, 0);
  }

  @Test
  void a_focal_loss_of_gamma_0_is_half_of_cross_entropy_at_alpha_one_half() {
    var z = f64(-3, 0.25, 700, -800);
    var t = f64(0, 1, 1, 0);
    assertThat(z.focal(t, 0.5, 0, Averaging.MEAN).times(2)).isCloseTo(z.bceWithLogits(t), 1e-15, 0);
    assertThat(z.focal(t).toDoubles()).doesNotContain(Double.NaN);
  }

  @Test
  void distances_by_hand() {
    var a = Tensor.of(DType.F64, new double[][] {{1, 0}, {1, 0}, {1, 0}});
    var b = Tensor.of(DType.F64, new double[][] {{0, 2}, {3, 0}, {3, 0}});
    assertThat(a.cosineEmbedding(b, f64(1, 1, -1), 0.25, Averaging.NONE))
        .isCloseTo(f64(1, 0, 0.75), 1e-11, 1e-11);
    var x = f64(1, 2, 3);
    assertThat(x.marginRanking(f64(2, 2, 2), f64(1, 1, -1), 0.5, Averaging.NONE))
        .hasElements(1.5, 0.5, 1.5);
    var anchor = Tensor.of(DType.F64, new double[][] {{0, 0}});
    var near = Tensor.of(DType.F64, new double[][] {{3, 4}});
    var far = Tensor.of(DType.F64, new double[][] {{0, 5.5}});
    assertThat(anchor.tripletMargin(near, far, 1, false, Averaging.SUM))
        .isCloseTo(number(0.5), 1e-5, 0);
    assertThat(anchor.tripletMargin(near, far, 1, true, Averaging.SUM))
        .isCloseTo(number(6 - StrictMath.sqrt(9 + 2.25)), 1e-5, 0);
  }

  @ParameterizedTest
  @EnumSource(Averaging.class)
  void averaging_of_nothing(Averaging averaging) {
    var none = Tensor.of(DType.F64, Shape.of(0, 2));
    var loss = none.l1(none, averaging);
    switch (averaging) {
      case MEAN, ROWS -> assertThat(loss.item()).isNaN();
      case SUM -> assertThat(loss.item()).isZero();
      case NONE -> assertThat(loss.shape()).isEqualTo(Shape.of(0, 2));
    }
  }

  @Test
  void an_infinite_error_has_a_gradient_where_the_loss_is_straight() {
    var p = f64(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY).requiresGrad();
    p.huber(f64(0, 0), 2, Averaging.SUM).backward();
    assertThat(p.grad()).hasElements(2, -2.0);
    p.clearGrad();
    p.smoothL1(f64(0, 0), 2, Averaging.SUM).backward();
    assertThat(p.grad()).hasElements(1, -1.0);
  }

  @Test
  void a_focal_loss_is_flat_where_the_answer_is_sure() {
    for (double gamma : new double[] {0, 0.25, 0.5, 1, 1.5, 2, 2.5}) {
      for (var dtype : List.of(DType.F32, DType.F64)) {
        var z = Tensor.of(dtype, 800, -800, 120, -120, 800).requiresGrad();
        var t = Tensor.of(dtype, 1, 0, 1, 0, 0.5);
        var loss = z.focal(t, 0.25, gamma, Averaging.SUM);
        var slope = Autograd.of(loss).createGraph().gradient(z);
        assertThat(slope.toDoubles()).startsWith(0, 0).doesNotContain(Double.NaN);
        var second = Autograd.grad(slope.sum(), z).getFirst();
        assertThat(second.toDoubles()).startsWith(0, 0).doesNotContain(Double.NaN);
        var target = t.detach().requiresGrad();
        var ofTarget = Autograd.grad(z.focal(target, 0.25, gamma, Averaging.SUM), target);
        assertThat(ofTarget.getFirst().toDoubles()).doesNotContain(Double.NaN);
      }
    }
  }

  /** Powers near 0 grow without bound while the entropy beside them vanishes. */
  @Test
  void slopes_of_a_focal_loss_stay_finite_on_the_way_to_being_sure() {
    for (double gamma : new double[] {0.001, 0.05, 0.25, 0.5, 0.9, 1.5}) {
      for (var dtype : List.of(DType.F32, DType.F64)) {
        double scale = dtype == DType.F32 ? 1 : 7.5;
        var z = Tensor.range(dtype, 120).times(scale).detach().requiresGrad();
        for (double target : new double[] {0, 1}) {
          var t = Tensor.full(dtype, z.shape(), target);
          var sure = target == 1 ? z : z.negate();
          var slope = Autograd.grad(sure.focal(t, 0.25, gamma, Averaging.SUM), z).getFirst();
          assertThat(slope.abs().max().item()).isFinite();
          assertThat(slope.greater(0).any().item()).isZero();
          assertThat(slope.slice(0, 110, 120).abs().toDoubles()).containsOnly(0);
        }
      }
    }
  }
}
