// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Interpolation;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorting, scans and reductions of integers, of several axes, and in higher orders. */
class OrdersTest {

  private static final long LARGE = (1L << 53) + 1;

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  private static Tensor whole(long... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static Tensor gradient(UnaryOperator<Tensor> function, Tensor at) {
    var x = at.detach().requiresGrad();
    return Autograd.grad(function.apply(x).sum(), x).getFirst();
  }

  /** Row i of the Hessian of a number. */
  private static Tensor curvature(UnaryOperator<Tensor> function, Tensor at, int i) {
    var x = at.detach().requiresGrad();
    var slope = Autograd.of(function.apply(x).sum()).createGraph().gradient(x);
    return Autograd.grad(slope.select(0, i), x).getFirst();
  }

  @Test
  void integers_are_joined_exactly() {
    var x = whole(LARGE, 3, LARGE + 1);
    assertThat(x.max()).hasType(DType.I64).hasElements(LARGE + 1);
    assertThat(x.min(0)).hasElements(3L);
    assertThat(x.sum()).hasElements(2 * LARGE + 4);
    assertThat(whole(LARGE, 1).prod()).hasElements(LARGE);
    assertThat(x.cummax(0)).hasElements(LARGE, LARGE, LARGE + 1);
    assertThat(x.cumsum(0)).hasElements(LARGE, LARGE + 3, 2 * LARGE + 4);
    assertThat(x.sort(0)).hasType(DType.I64).hasElements(3, LARGE, LARGE + 1);
    assertThat(x.median()).hasElements(LARGE);
    assertThat(x.argmax()).hasElements(2L);
    assertThat(whole(Long.MIN_VALUE, 0, Long.MAX_VALUE).sort(0, true))
        .hasElements(Long.MAX_VALUE, 0, Long.MIN_VALUE);
  }

  @Test
  void integers_keep_their_type_or_widen() {
    var bytes = Tensor.of(Shape.of(3), new byte[] {(byte) 200, 100, (byte) 255});
    assertThat(bytes.max()).hasType(DType.U8).hasElements(255L);
    assertThat(bytes.amin()).hasType(DType.U8).hasElements(100L);
    assertThat(bytes.prod()).hasType(DType.I64).hasElements(200L * 100 * 255);
    assertThat(bytes.cumsum(0)).hasType(DType.I64).hasElements(200, 300, 555L);
    assertThat(bytes.sort(0)).hasType(DType.U8).hasElements(100, 200, 255L);
    var flags = Tensor.of(Shape.of(3), new boolean[] {true, false, true});
    assertThat(flags.max()).hasType(DType.BOOL).hasElements(1L);
    assertThat(flags.cumprod(0)).hasType(DType.I64).hasElements(1, 0, 0L);
    assertThat(flags.countNonzero()).hasType(DType.I64).hasElements(2L);
    assertThat(flags.all()).hasType(DType.BOOL).hasElements(0L);
    assertThat(Tensor.full(DType.I32, Shape.of(0), 0).prod()).hasElements(1L);
    assertThatThrownBy(() -> bytes.variance()).isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> bytes.quantile(0.5)).isInstanceOf(DtypeException.class);
  }

  @Test
  void products_curve_as_they_should_where_elements_are_zero() {
    UnaryOperator<Tensor> product = Tensor::prod;
    assertThat(curvature(product, f64(2, 3, 4), 0)).hasElements(0, 4, 3.0);
    assertThat(curvature(product, f64(2, 0, 4), 0)).hasElements(0, 4, 0.0);
    assertThat(curvature(product, f64(0, 3, 0), 0)).hasElements(0, 0, 3.0);
    assertThat(curvature(product, f64(0, 0, 0), 1)).hasElements(0, 0, 0.0);
    UnaryOperator<Tensor> running = x -> x.cumprod(0);
    assertThat(curvature(running, f64(2, 0, 4), 0)).hasElements(0, 5, 0.0);
    assertThat(curvature(running, f64(0, 0, 4), 1)).hasElements(5, 0, 0.0);
  }

  @Test
  void a_deviation_of_equal_elements_is_flat_in_every_order() {
    assertThat(gradient(x -> x.std(), f64(7, 7, 7))).hasElements(0, 0, 0.0);
    assertThat(curvature(x -> x.std(), f64(7, 7, 7), 0)).hasElements(0, 0, 0.0);
    // The mean of these five is rounded to a neighbor of theirs.
    double[] rounded = new double[5];
    Arrays.fill(rounded, 0.03320680589211738);
    assertThat(gradient(x -> x.std(), f64(rounded))).hasElements(0, 0, 0, 0, 0.0);
    assertThat(f64(rounded).variance()).hasElements(0.0);
  }

  @Test
  void scans_carry_on_what_they_have_not_rounded() {
    var x = Tensor.of(DType.F32, 16777216, 1, 1);
    assertThat(x.cumsum(0)).hasElements(16777216, 16777216, 16777218.0);
    var most = Tensor.of(DType.F32, Float.MAX_VALUE, 2, 0.5);
    assertThat(most.cumprod(0))
        .hasElements(Float.MAX_VALUE, Double.POSITIVE_INFINITY, Float.MAX_VALUE);
  }

  @Test
  void a_recurrence_adds_discounted_rewards() {
    var rewards = f64(1, 2, 4).requiresGrad();
    var factors = f64(9, 0.5, 0.5).requiresGrad();
    var sums = rewards.recurrence(0, factors);
    assertThat(sums).hasElements(1, 2.5, 5.25);
    sums.sum().backward();
    assertThat(rewards.grad()).hasElements(1.75, 1.5, 1);
    assertThat(factors.grad()).hasElements(0, 1.5, 2.5);
    var x = Tensor.normal(DType.F64, Shape.of(4, 50), Rng.seed(1));
    assertThat(x.recurrence(1, Tensor.full(DType.F64, x.shape(), 1))).hasBits(x.cumsum(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void sorting_agrees_with_the_sort_of_java(DType dtype) {
    var x = Tensor.normal(dtype, Shape.of(3, 1000), Rng.seed(2)).times(8).round();
    var sorted = x.sort(1);
    var places = x.argsort(1);
    for (int row = 0; row < 3; row++) {
      double[] expected = x.plus(0).select(0, row).toDoubles();
      Arrays.sort(expected);
      assertThat(sorted.select(0, row).plus(0)).hasElements(expected);
      long[] order = places.select(0, row).toLongs();
      for (int i = 1; i < order.length; i++) {
        boolean tied = expected[i] == expected[i - 1];
        Assertions.assertThat(!tied || order[i] > order[i - 1]).as("stable at %s", i).isTrue();
      }
    }
    assertThat(x.sort(1, true).negate()).isCloseTo(x.negate().sort(1), 0, 0);
  }

  @Test
  void gradients_go_where_elements_came_from() {
    var at = Tensor.of(DType.F64, new double[][] {{3, 1, 2}, {5, 5, 4}});
    var weights = Tensor.of(DType.F64, 1, 10, 100);
    assertThat(gradient(x -> x.sort(1).times(weights), at))
        .isCloseTo(Tensor.of(DType.F64, new double[][] {{100, 1, 10}, {10, 100, 1}}), 0, 0);
    assertThat(gradient(x -> x.median(1), at)).hasElements(0, 0, 1, 1, 0, 0.0);
    assertThat(gradient(x -> x.kthValue(3, -1), at)).hasElements(1, 0, 0, 0, 1, 0.0);
    assertThat(gradient(x -> x.topk(1, 0).values(), at)).hasElements(0, 0, 0, 1, 1, 1.0);
  }

  @Test
  void the_k_largest_come_with_their_places() {
    var best = f64(1, 3, 2, 3).topk(3, 0);
    assertThat(best.values()).hasElements(3, 3, 2.0);
    assertThat(best.indices()).hasType(DType.I64).hasElements(1, 3, 2L);
    assertThat(f64(1, 2).topk(0, 0).values()).hasShape(0);
    assertThatThrownBy(() -> f64(1, 2).topk(3, 0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("topk: k is 3 on axis 0 of F64[2]; needs 0 to 2");
    assertThatThrownBy(() -> f64(1, 2).kthValue(0, 0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("kthValue: k is 0 on axis 0 of F64[2]; needs 1 to 2");
    assertThatThrownBy(() -> f64(1).topk(1, 1)).isInstanceOf(IndexException.class);
  }

  @Test
  void quantiles_between_two_elements() {
    var x = f64(8, 1, 4, 2);
    assertThat(x.quantile(0.3, 0, Interpolation.LOWER)).hasElements(1.0);
    assertThat(x.quantile(0.3, 0, Interpolation.HIGHER)).hasElements(2.0);
    assertThat(x.quantile(0.3, 0, Interpolation.NEAREST)).hasElements(2.0);
    assertThat(x.quantile(0.5, 0, Interpolation.NEAREST)).as("the even place").hasElements(4.0);
    assertThat(x.quantile(0.3, 0, Interpolation.MIDPOINT)).hasElements(1.5);
    assertThat(x.quantile(1, 0, Interpolation.MIDPOINT)).hasElements(8.0);
    var rows = Tensor.of(DType.F64, new double[][] {{1, 3}, {Double.NaN, 2}});
    assertThat(rows.quantile(0.5, 1)).hasElements(2, Double.NaN);
    assertThat(rows.quantile(0.5, 0)).hasElements(Double.NaN, 2.5);
    for (double q : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> x.quantile(q)).isInstanceOf(ArgumentException.class);
    }
    assertThatThrownBy(() -> Tensor.zeros(2, 0).quantile(0.5, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("quantile: axis 1 of F32[2, 0] is empty");
    assertThatThrownBy(() -> Tensor.zeros(0).median()).isInstanceOf(ShapeException.class);
  }

  @Test
  void different_elements_are_counted() {
    var x = Tensor.of(DType.F64, new double[][] {{2, 1, 2}, {Double.NaN, 2, Double.NaN}});
    var unique = x.uniqueCounts();
    assertThat(unique.values()).hasElements(1, 2, Double.NaN);
    assertThat(unique.counts()).hasElements(1, 3, 2L);
    assertThat(unique.inverse()).hasShape(2, 3).hasElements(1, 0, 1, 2, 1, 2L);
    assertThat(x.transpose().uniqueCounts().inverse()).hasElements(1, 2, 0, 1, 1, 2L);
    assertThat(whole(3, 1, 3).unique()).hasType(DType.I64).hasElements(1, 3L);
    assertThat(x.requiresGrad().unique()).isNotWatched();
  }

  @Test
  void values_are_found_among_ascending_elements() {
    var edges = f64(1, 2, 2, 5);
    var values = f64(0, 1, 2, 3, 5, 9, Double.NaN, -0.0);
    assertThat(edges.searchSorted(values)).hasElements(0, 0, 1, 3, 3, 4, 4, 0L);
    assertThat(edges.searchSorted(values, true)).hasElements(0, 1, 3, 3, 4, 4, 4, 0L);
    assertThat(values.bucketize(edges)).hasBits(edges.searchSorted(values));
    var rows = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}});
    assertThat(rows.searchSorted(Tensor.full(DType.F64, Shape.of(2, 1), 2.5))).hasElements(2, 0L);
  }

  @Test
  void several_axes_stay_or_vanish() {
    var x = Tensor.of(DType.F64, Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(x.sumKeep(0, -1)).hasShape(1, 2, 1).hasElements(14, 22.0);
    assertThat(x.meanKeep()).hasShape(1, 1, 1).hasElements(4.5);
    assertThat(x.amax(0, 2)).hasShape(2).hasElements(6, 8.0);
    assertThat(x.aminKeep(1, 2)).hasShape(2, 1, 1).hasElements(1, 5.0);
    assertThat(x.prod(0, 1)).hasElements(105, 384.0);
    assertThat(x.variance(0, true, 0, 1)).hasShape(1, 1, 2).hasElements(5, 5.0);
    assertThat(x.logSumExpKeep(0, 1)).hasShape(1, 1, 2);
    assertThat(x.logSumExp(0, 1)).hasBits(x.permute(2, 0, 1).reshape(2, 4).logSumExp(1));
    assertThat(x.any(0)).hasShape(2, 2).hasType(DType.BOOL);
    assertThat(gradient(y -> y.amax(1, 2), Tensor.zeros(1, 2, 2)))
        .hasElements(0.25, 0.25, 0.25, 0.25);
  }

  @Test
  void a_variance_is_taken_in_two_passes() {
    var x = Tensor.normal(DType.F64, Shape.of(10_000), Rng.seed(3));
    var far = x.plus(1e9);
    assertThat(far.variance()).isCloseTo(far.minus(1e9).variance(), 1e-9, 0);
    var two = x.minus(x.mean()).square().sum().over(9999);
    assertThat(x.variance()).isCloseTo(two, 1e-14, 0);
    assertThat(x.std().square()).isCloseTo(x.variance(), 1e-14, 0);
  }
}
