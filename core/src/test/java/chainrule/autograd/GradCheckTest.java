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
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradCheckTest {

  private static final Tensor POINT = Tensor.of(DType.F64, 0.5, -1.5, 2);

  @Test
  void a_right_gradient_passes_to_the_third_order() {
    var report = GradCheck.of(x -> x.square().times(x).tanh()).order(3).check(POINT);
    assertThat(report.passed()).isTrue();
    assertThat(report.order()).isEqualTo(3);
    // Order 1: 3 inputs by 3 results and one mixture. Order 2: 6 by 3 and 1. Order 3: 9 by 6 and 1.
    assertThat(report.compared()).isEqualTo(3 * 4 + 6 * 4 + 9 * 7);
    assertThat(report.kinks()).isZero();
  }

  @Test
  void a_gradient_that_is_lost_fails_and_names_the_place() {
    var check = GradCheck.of(x -> x.detach().times(x).sum());
    var report = check.report(Tensor.of(DType.F64, new double[][] {{0, 0, 0}, {0, 0, 3}}));
    assertThat(report.passed()).isFalse();
    var worst = report.worst().orElseThrow();
    assertThat(worst.order()).isEqualTo(1);
    assertThat(worst.input()).isZero();
    assertThat(worst.index()).containsExactly(1L, 2L);
    assertThat(worst.gradient() / worst.difference()).isBetween(0.4999, 0.5001);
    assertThatThrownBy(() -> check.check(POINT))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("gradcheck: gradients differ from central differences")
        .hasMessageContaining("worst: order 1, input 0 at [2]: gradient ")
        .hasMessageContaining("fix: ");
  }

  @Test
  void a_gradient_that_is_right_but_cannot_be_differentiated_fails_at_order_two() {
    // The square, as the tangent at the point itself: value and slope are right, no more.
    var check =
        GradCheck.of(x -> {
          var here = x.detach();
          return here.square().plus(here.times(2).times(x.minus(here)));
        });
    assertThat(check.report(POINT).passed()).isTrue();
    var report = check.order(2).report(POINT);
    assertThat(report.passed()).isFalse();
    assertThat(report.worst().orElseThrow().order()).isEqualTo(2);
  }

  @Test
  void kinks_and_jumps_are_skipped_and_counted() {
    assertThat(GradCheck.of(x -> x.relu().sum()).check(Tensor.of(0, 1, -1)).kinks()).isEqualTo(1);
    assertThat(GradCheck.of(x -> x.floor().sum()).check(Tensor.of(0.5, 2)).kinks()).isEqualTo(1);
    assertThat(GradCheck.of(x -> x.abs().sum()).order(2).check(Tensor.of(0, 3)).kinks())
        .as("abs at 0: the central difference is 0 as well, but the gradient jumps")
        .isEqualTo(1);
    assertThat(GradCheck.of(x -> x.relu().sum()).check(Tensor.of(1e-5, 1)).kinks())
        .as("near a kink the gradient still counts")
        .isZero();
  }

  @Test
  void without_a_kink_distance_no_kink_is_an_excuse() {
    var check = GradCheck.of(x -> x.relu().sum()).kinkDistance(0);
    assertThat(check.report(Tensor.of(0)).passed()).isFalse();
    assertThat(check.report(Tensor.of(1)).passed()).isTrue();
  }

  @Test
  void a_wrong_gradient_is_no_kink() {
    var wrong = GradCheck.of(x -> x.plus(x.exp().times(50).detach()).sum());
    assertThat(wrong.report(Tensor.of(3)).kinks()).isZero();
    assertThat(wrong.report(Tensor.of(3)).passed()).isFalse();
  }

  @Test
  void the_tolerance_is_the_users() {
    var off = GradCheck.of(x -> x.times(1e-3).detach().plus(x).sum());
    assertThat(off.report(POINT).passed()).isFalse();
    assertThat(off.tolerance(1e-2, 0).report(POINT).passed()).isTrue();
    assertThat(off.tolerance(0, 2e-3).report(POINT).passed()).isTrue();
  }

  @Test
  void the_callers_leaves_are_not_touched() {
    var x = Tensor.of(1, 2).requiresGrad();
    var captured = Tensor.of(DType.F64, 3, 4).requiresGrad();
    GradCheck.of(y -> y.times(captured)).order(2).check(x);
    assertThat(x.hasGrad()).isFalse();
    assertThat(captured.hasGrad()).isFalse();
    assertThat(x.version()).isZero();
  }

  @Test
  void inputs_may_be_single_numbers_views_empty_or_integers() {
    GradCheck.of((x, y) -> x.times(y)).order(2).check(Tensor.scalar(2), Tensor.scalar(3));
    var matrix = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    GradCheck.of(x -> x.exp()).order(2).check(matrix.transpose().slice(0, 1, 2));
    assertThat(GradCheck.of(x -> x.exp()).order(2).check(Tensor.zeros(0, 3)).compared()).isZero();
    var index = Tensor.of(DType.I64, 1, 1, 0);
    GradCheck.of((x, i) -> x.square().indexSelect(0, i)).order(2).check(matrix, index);
  }

  @Test
  void recording_is_on_even_inside_no_grad() {
    Autograd.noGrad(() -> {
      GradCheck.of(x -> x.square()).order(2).check(POINT);
    });
  }

  @Test
  void what_cannot_be_checked_says_so() {
    assertThatThrownBy(() -> GradCheck.of(x -> x).check(Tensor.of(1, Double.NaN)))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("gradcheck: an input of F32[2] holds NaN; needs finite numbers");
    assertThatThrownBy(() -> GradCheck.of(x -> x.to(DType.F32)).check(POINT))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("gradcheck: the function gave F32[3]; needs F64");
    assertThatThrownBy(() -> GradCheck.of(x -> x).check(Tensor.of(DType.I64, 1)))
        .isInstanceOf(DtypeException.class)
        .hasMessage("gradcheck: inputs are [I64[1]]; at least one must be F32 or F64");
    assertThatThrownBy(() -> GradCheck.of(x -> x).order(0)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> GradCheck.of(x -> x).tolerance(-1, 0))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> GradCheck.of(x -> x).kinkDistance(Double.NaN))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void a_nan_gradient_never_passes() {
    var report = GradCheck.of(x -> x.minus(2).sqrt()).report(Tensor.of(1));
    assertThat(report.passed()).isFalse();
    assertThat(report.toString()).contains("off by Infinity");
  }

  @Test
  void inputs_are_told_apart() {
    var report =
        GradCheck.of((x, y) -> x.detach().times(x).plus(y.relu()).sum())
            .report(Tensor.of(DType.F64, 1, 3), Tensor.of(DType.F64, 0, 2));
    assertThat(report.inputs()).hasSize(2);
    assertThat(report.inputs().getFirst().compared()).isEqualTo(2);
    assertThat(report.inputs().getFirst().worst().index()).containsExactly(1L);
    assertThat(report.inputs().getFirst().absolute()).isBetween(2.999, 3.001);
    assertThat(report.inputs().getFirst().relative()).isBetween(0.499, 0.501);
    assertThat(report.inputs().getLast().absolute()).isLessThan(1e-8);
    assertThat(report.skipped()).containsExactly(new GradReport.Place(1, 1, List.of(0L)));
  }

  @Test
  void the_gradient_of_a_number_is_shown_as_it_is() {
    var report = GradCheck.of(x -> x.square().sum()).check(Tensor.of(DType.F64, 3));
    assertThat(report.inputs().getFirst().worst().gradient()).isEqualTo(6);
  }

  @Test
  void a_sample_looks_at_few_elements_and_the_same_each_time() {
    var big = Tensor.uniform(DType.F64, Shape.of(50, 40), Rng.seed(1));
    var check = GradCheck.of(x -> x.square().sum()).sample(7, Rng.seed(2));
    assertThat(check.check(big).inputs().getFirst().compared()).isEqualTo(7);
    assertThat(check.check(big)).isEqualTo(check.check(big));
    assertThat(check.check(Tensor.of(1, 2)).inputs().getFirst().compared()).isEqualTo(2);
    assertThatThrownBy(() -> check.sample(0, Rng.seed(1))).isInstanceOf(ArgumentException.class);
  }

  @Test
  void differences_stand_beside_gradients() {
    var x = Tensor.of(DType.F64, 0.5, -2);
    var slopes = GradCheck.differences(inputs -> inputs.getFirst().exp().sum(), x);
    for (int i = 0; i < 2; i++) {
      assertThat(slopes.getFirst().get(i)).isCloseTo(x.exp().get(i), within(1e-9));
    }
    assertThatThrownBy(() -> GradCheck.differences(inputs -> inputs.getFirst().exp(), x))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void a_report_reads_in_one_line() {
    assertThat(GradCheck.of(x -> x.relu()).order(2).report(Tensor.of(0, 4)))
        .hasToString(
            "gradients agree with central differences: 14 compared to order 2, 2 elements skipped"
                + " at kinks; worst: order 1, input 0 at [0]: gradient 0.0, differences 0.0, off by"
                + " 0.0, allowed 1.0E-8");
  }
}
