// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pooling by hand, and beside nested loops over every element. */
class PoolingTest {

  private static final int SETTINGS = 300;
  private static final double NAN = Double.NaN;

  private static Tensor row(double... values) {
    return Tensor.of(DType.F64, Shape.of(1, 1, values.length), values);
  }

  // ------------------------------------------------------------------ by hand

  @Test
  void the_first_of_equals_is_chosen_and_takes_the_gradient() {
    Tensor x = row(1, 3, 3, 3, 2, 2).requiresGrad();
    Tensor y = x.maxPool1d(3);
    assertThat(y.toDoubles()).containsExactly(3, 3);
    assertThat(x.maxPoolIndices(Shape.of(3), Sliding.by(3)).toDoubles()).containsExactly(1, 3);
    y.sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void windows_that_overlap_add_their_gradients_at_the_one_they_chose() {
    Tensor x = row(1, 5, 2, 4).requiresGrad();
    x.maxPool(Shape.of(2), Sliding.by(1)).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(0, 2, 0, 1);
  }

  @Test
  void nan_wins_and_the_first_of_several() {
    Tensor x = row(9, NAN, NAN, 1, 2, 3);
    assertThat(x.maxPool1d(3).toDoubles()).containsExactly(NAN, 3);
    assertThat(x.maxPoolIndices(Shape.of(3), Sliding.by(3)).toDoubles()).containsExactly(1, 5);
    assertThat(x.adaptiveMaxPool(Shape.of(2)).toDoubles()).containsExactly(NAN, 3);
  }

  @Test
  void padding_is_never_the_largest_however_small_the_elements() {
    Tensor x = row(-5, -7, Double.NEGATIVE_INFINITY);
    Sliding sliding = Sliding.by(2).padding(1);
    assertThat(x.maxPool(Shape.of(2), sliding).toDoubles()).containsExactly(-5, -7);
    assertThat(row(Double.NEGATIVE_INFINITY).maxPoolIndices(Shape.of(1), sliding.padding(0)))
        .satisfies(places -> assertThat(places.toDoubles()).containsExactly(0));
  }

  @Test
  void a_last_window_over_the_end_begins_before_it() {
    Tensor x = row(1, 2, 3, 4, 5);
    assertThat(x.maxPool(Shape.of(2), Sliding.by(2)).toDoubles()).containsExactly(2, 4);
    assertThat(x.maxPool(Shape.of(2), Sliding.by(2).ceil()).toDoubles()).containsExactly(2, 4, 5);
    // A third window would begin in the padding after the end.
    assertThat(x.maxPool(Shape.of(2), Sliding.by(3).padding(1).ceil()).toDoubles())
        .containsExactly(1, 4);
    assertThat(row(1, 2).maxPool(Shape.of(2), Sliding.by(3).padding(1).ceil()).toDoubles())
        .containsExactly(1);
  }

  @Test
  void a_mean_counts_padding_or_not_and_never_what_lies_beyond_it() {
    Tensor x = row(6, 12, 18, 24);
    Sliding sliding = Sliding.by(2).padding(1).ceil();
    assertThat(x.averagePool(Shape.of(3), sliding).toDoubles()).containsExactly(6, 18, 12);
    assertThat(x.averagePool(Shape.of(3), sliding, false).toDoubles()).containsExactly(9, 18, 24);
    assertThat(x.averagePool(Shape.of(3), sliding, 6).toDoubles()).containsExactly(3, 9, 4);
  }

  @Test
  void a_mean_shares_its_gradient_among_the_elements_it_counts() {
    Tensor x = row(6, 12, 18).requiresGrad();
    x.averagePool(Shape.of(2), Sliding.by(2).padding(1), false).sum().backward();
    assertThat(x.grad().toDoubles()).containsExactly(1, 0.5, 0.5);
  }

  @Test
  void adaptive_windows_overlap_where_sizes_do_not_divide() {
    Tensor x = row(1, 2, 3, 4, 5);
    assertThat(x.adaptiveMaxPool(Shape.of(3)).toDoubles()).containsExactly(2, 4, 5);
    assertThat(x.adaptiveAveragePool(Shape.of(3)).toDoubles()).containsExactly(1.5, 3, 4.5);
    assertThat(x.adaptiveAveragePool(Shape.of(7)).toDoubles())
        .containsExactly(1, 1.5, 2.5, 3, 3.5, 4.5, 5);
    Tensor equal = Tensor.full(DType.F64, Shape.of(1, 1, 10, 10), 0.75);
    assertThat(equal.adaptiveAveragePool(Shape.of(1, 1)).item()).isEqualTo(0.75);
  }

  // ------------------------------------------------------------------ by loops

  /** A random pooling of rows and columns. */
  private record Setting(
      int seed, long[] x, long[] window, long[] stride, long[] padding, long gap, boolean ceil) {

    static Setting draw(int seed) {
      Rng rng = Rng.seed(seed).child("pool");
      long[] x = {rng.below(0, 3), 1 + rng.below(1, 2), 0, 0};
      long[] window = new long[2];
      long[] stride = new long[2];
      long[] padding = new long[2];
      long gap = 1 + rng.below(2, 2);
      for (int axis = 0; axis < 2; axis++) {
        window[axis] = 1 + rng.below(10 + axis, 4);
        stride[axis] = 1 + rng.below(20 + axis, 3);
        padding[axis] = rng.below(30 + axis, (int) window[axis] / 2 + 1);
        long extent = gap * (window[axis] - 1) + 1;
        x[axis + 2] = Math.max(1, extent - padding[axis]) + rng.below(40 + axis, 5);
      }
      return new Setting(seed, x, window, stride, padding, gap, rng.below(3, 2) == 0);
    }

    Sliding sliding(long dilation) {
      Sliding sliding = Sliding.by(stride).padding(padding).dilation(dilation);
      return ceil ? sliding.ceil() : sliding;
    }

    Tensor values() {
      return Tensor.normal(DType.F64, Shape.of(x), Rng.seed(seed).child("x"));
    }

    long windows(int axis, long dilation) {
      long extent = dilation * (window[axis] - 1) + 1;
      long count = 0;
      while (count * stride[axis] + extent <= x[axis + 2] + 2 * padding[axis]) {
        count++;
      }
      long last = (count - 1) * stride[axis] + extent;
      boolean begins = count * stride[axis] < x[axis + 2] + padding[axis];
      return ceil && begins && last < x[axis + 2] + 2 * padding[axis] ? count + 1 : count;
    }
  }

  /** What is found under one window. */
  private static final class Found {
    private double most = Double.NEGATIVE_INFINITY;
    private double sum;
    private int inside;
    private int padded;
    private double place;
  }

  private static Found under(Setting setting, double[] plane, long down, long right, long gap) {
    Found found = new Found();
    long rows = setting.x()[2];
    long columns = setting.x()[3];
    for (long i = 0; i < setting.window()[0]; i++) {
      for (long j = 0; j < setting.window()[1]; j++) {
        long row = down * setting.stride()[0] - setting.padding()[0] + i * gap;
        long column = right * setting.stride()[1] - setting.padding()[1] + j * gap;
        if (row >= 0 && row < rows && column >= 0 && column < columns) {
          double value = plane[(int) (row * columns + column)];
          found.sum += value;
          found.inside++;
          found.place = value > found.most ? row * columns + column : found.place;
          found.most = Math.max(found.most, value);
        }
        found.padded +=
            row < rows + setting.padding()[0] && column < columns + setting.padding()[1] ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void pooling_is_that_of_nested_loops() {
    for (int seed = 0; seed < SETTINGS; seed++) {
      Setting setting = Setting.draw(seed);
      Tensor x = setting.values();
      Shape window = Shape.of(setting.window());
      Sliding gaps = setting.sliding(setting.gap());
      Tensor largest = x.maxPool(window, gaps);
      compare(setting, setting.gap(), largest, found -> found.most);
      compare(setting, setting.gap(), x.maxPoolIndices(window, gaps), found -> found.place);
      Sliding dense = setting.sliding(1);
      compare(setting, 1, x.averagePool(window, dense), found -> found.sum / found.padded);
      compare(setting, 1, x.averagePool(window, dense, false), found -> found.sum / found.inside);
      compare(setting, 1, x.averagePool(window, dense, 7), found -> found.sum / 7);
    }
  }

  private interface Answer {
    double of(Found found);
  }

  private static void compare(Setting setting, long gap, Tensor result, Answer answer) {
    long rows = setting.windows(0, gap);
    long columns = setting.windows(1, gap);
    long[] x = setting.x();
    assertThat(result.shape()).as("%s", setting).isEqualTo(Shape.of(x[0], x[1], rows, columns));
    double[] values = setting.values().toDoubles();
    double[] results = result.toDoubles();
    int space = (int) (x[2] * x[3]);
    for (int i = 0; i < results.length; i++) {
      int at = (int) (i / (rows * columns)) * space;
      double[] plane = Arrays.copyOfRange(values, at, at + space);
      Found found = under(setting, plane, i / columns % rows, i % columns, gap);
      assertThat(results[i])
          .as("%s, window %s", setting, i)
          .isCloseTo(answer.of(found), within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void an_image_does_not_depend_on_its_batch(DType dtype) {
    Tensor x = Tensor.normal(dtype, Shape.of(8, 3, 12, 12), Rng.seed(6));
    Sliding sliding = Sliding.by(2).padding(1).ceil();
    Tensor means = x.averagePool(Shape.of(3, 3), sliding);
    Tensor largest = x.maxPool(Shape.of(3, 3), sliding);
    for (int image = 0; image < 8; image++) {
      Tensor alone = x.slice(0, image, image + 1);
      TensorAssert.assertThat(alone.averagePool(Shape.of(3, 3), sliding))
          .hasBits(means.slice(0, image, image + 1));
      TensorAssert.assertThat(alone.maxPool(Shape.of(3, 3), sliding))
          .hasBits(largest.slice(0, image, image + 1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_mean_of_everything_is_that_of_the_reduction(DType dtype) {
    Tensor x = Tensor.normal(dtype, Shape.of(2, 3, 13, 11), Rng.seed(7));
    Tensor mean = x.averagePool(Shape.of(13, 11), Sliding.by(1));
    TensorAssert.assertThat(Autograd.noGrad(() -> mean.reshape(2, 3))).hasBits(x.mean(2, 3));
  }
}
