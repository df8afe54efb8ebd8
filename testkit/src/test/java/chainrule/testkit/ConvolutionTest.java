// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions by hand, and beside nested loops over every product. */
class ConvolutionTest {

  private static final int SETTINGS = 300;

  // ------------------------------------------------------------------ by hand

  private static final Tensor IMAGE =
      Tensor.of(DType.F64, Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private static final Tensor CORNERS = Tensor.of(DType.F64, Shape.of(1, 1, 2, 2), 1, 0, 0, -1);

  @Test
  void a_kernel_is_not_flipped() {
    assertThat(IMAGE.conv2d(CORNERS)).hasShape(Shape.of(1, 1, 2, 2));
    Assertions.assertThat(IMAGE.conv2d(CORNERS).toDoubles()).containsExactly(-4, -4, -4, -4);
  }

  @Test
  void padding_is_zeros_and_a_bias_comes_last() {
    Tensor bias = Tensor.of(DType.F64, 10);
    Tensor result = IMAGE.conv2d(CORNERS, bias, Sliding.by(2).padding(1));
    Assertions.assertThat(result.toDoubles()).containsExactly(9, 7, 3, 6);
  }

  @Test
  void same_padding_keeps_the_size_with_the_odd_zero_at_the_end() {
    Tensor row = Tensor.of(DType.F64, Shape.of(1, 1, 4), 1, 2, 3, 4);
    Tensor pair = Tensor.of(DType.F64, Shape.of(1, 1, 2), 1, 10);
    Assertions.assertThat(row.conv1d(pair, Sliding.same()).toDoubles())
        .containsExactly(21, 32, 43, 4);
  }

  @Test
  void groups_keep_channels_apart() {
    Tensor x = Tensor.of(DType.F64, Shape.of(1, 2, 2), 1, 2, 3, 4);
    Tensor weight = Tensor.of(DType.F64, Shape.of(2, 1, 1), 10, 100);
    Assertions.assertThat(x.conv1d(weight, Sliding.by(1).groups(2)).toDoubles())
        .containsExactly(10, 20, 300, 400);
  }

  @Test
  void a_transposed_convolution_spreads_each_element_over_its_window() {
    Tensor x = Tensor.of(DType.F64, Shape.of(1, 1, 2), 1, 2);
    Tensor weight = Tensor.of(DType.F64, Shape.of(1, 1, 3), 1, 10, 100);
    Assertions.assertThat(x.transposedConv1d(weight, Sliding.by(2)).toDoubles())
        .containsExactly(1, 10, 102, 20, 200);
    Assertions.assertThat(
            x.transposedConv1d(weight, Sliding.by(2).padding(1).outputPadding(1)).toDoubles())
        .containsExactly(10, 102, 20, 200);
  }

  @Test
  void columns_are_ordered_by_channel_then_by_kernel_row_and_column() {
    Tensor x = Tensor.range(DType.F64, 8).reshape(1, 2, 2, 2);
    Tensor columns = x.unfoldWindows(Shape.of(2, 1), Sliding.valid());
    assertThat(columns).hasShape(Shape.of(1, 4, 2));
    Assertions.assertThat(columns.toDoubles()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    Assertions.assertThat(
            Tensor.ones(1, 4, 4)
                .foldWindows(Shape.of(3, 3), Shape.of(2, 2), Sliding.valid())
                .toDoubles())
        .containsExactly(1, 2, 1, 2, 4, 2, 1, 2, 1);
  }

  @Test
  void a_missing_element_in_the_padding_meets_the_weight_as_a_zero() {
    Tensor weight = Tensor.of(DType.F64, Shape.of(1, 1, 2), Double.NaN, 1);
    Tensor x = Tensor.of(DType.F64, Shape.of(1, 1, 2), 1, 2);
    Assertions.assertThat(x.conv1d(weight, Sliding.by(2).padding(1)).toDoubles())
        .containsExactly(Double.NaN, Double.NaN);
  }

  // ------------------------------------------------------------------ by loops

  /** A random convolution over one to three axes. */
  private record Setting(
      int seed,
      long[] x,
      long[] weight,
      long[] stride,
      long[] padding,
      long[] dilation,
      int groups) {

    static Setting draw(int seed) {
      Rng rng = Rng.seed(seed).child("conv");
      int axes = 1 + rng.below(0, 3);
      int groups = 1 + rng.below(1, 3);
      long[] x = new long[axes + 2];
      long[] weight = new long[axes + 2];
      long[] stride = new long[axes];
      long[] padding = new long[axes];
      long[] dilation = new long[axes];
      x[0] = rng.below(2, 3);
      weight[1] = 1 + rng.below(3, 2);
      x[1] = groups * weight[1];
      weight[0] = groups * (1L + rng.below(4, 2));
      for (int axis = 0; axis < axes; axis++) {
        int at = 10 * (axis + 1);
        weight[axis + 2] = 1 + rng.below(at, 3);
        stride[axis] = 1 + rng.below(at + 1, 3);
        padding[axis] = rng.below(at + 2, 3);
        dilation[axis] = 1 + rng.below(at + 3, 2);
        long extent = dilation[axis] * (weight[axis + 2] - 1) + 1;
        x[axis + 2] = Math.max(1, extent - 2 * padding[axis]) + rng.below(at + 4, 5);
      }
      return new Setting(seed, x, weight, stride, padding, dilation, groups);
    }

    Sliding sliding() {
      return Sliding.by(stride).padding(padding).dilation(dilation).groups(groups);
    }

    Tensor normal(String name, long... sizes) {
      return Tensor.normal(DType.F64, Shape.of(sizes), Rng.seed(seed).child(name));
    }

    /** Windows of x times filters, one product after another. */
    double[] naive(Tensor x, Tensor filters, Shape result) {
      double[] sums = new double[(int) result.count()];
      double[] values = x.toDoubles();
      double[] weights = filters.toDoubles();
      Shape window = filters.shape().part(1, filters.rank());
      for (int place = 0; place < sums.length; place++) {
        long[] at = index(result, place);
        for (long k = 0; k < window.count(); k++) {
          long[] in = index(window, k);
          long[] from = new long[x.rank()];
          from[0] = at[0];
          from[1] = at[1] / (weight[0] / groups) * weight[1] + in[0];
          boolean inside = true;
          for (int axis = 2; axis < from.length; axis++) {
            from[axis] =
                at[axis] * stride[axis - 2] - padding[axis - 2] + in[axis - 1] * dilation[axis - 2];
            inside &= from[axis] >= 0 && from[axis] < x.size(axis);
          }
          long[] filter = LongStream.concat(LongStream.of(at[1]), LongStream.of(in)).toArray();
          sums[place] += inside ? values[at(x, from)] * weights[at(filters, filter)] : 0;
        }
      }
      return sums;
    }

    @Override
    public String toString() {
      return "seed " + seed + ": " + List.of(Shape.of(x), Shape.of(weight)) + " " + sliding();
    }
  }

  private static long[] index(Shape shape, long place) {
    return shape.index(place).stream().mapToLong(each -> each).toArray();
  }

  private static int at(Tensor tensor, long[] index) {
    long place = 0;
    for (int axis = 0; axis < index.length; axis++) {
      place = place * tensor.size(axis) + index[axis];
    }
    return (int) place;
  }

  private static Tensor conv(Tensor x, Tensor weight, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.conv1d(weight, sliding);
      case 4 -> x.conv2d(weight, sliding);
      default -> x.conv3d(weight, sliding);
    };
  }

  private static Tensor transposed(Tensor x, Tensor weight, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.transposedConv1d(weight, sliding);
      case 4 -> x.transposedConv2d(weight, sliding);
      default -> x.transposedConv3d(weight, sliding);
    };
  }

  @Test
  void convolutions_and_their_adjoints_are_those_of_nested_loops() {
    for (int seed = 0; seed < SETTINGS; seed++) {
      Setting setting = Setting.draw(seed);
      Tensor x = setting.normal("x", setting.x());
      Tensor weight = setting.normal("weight", setting.weight());
      Tensor result = conv(x, weight, setting.sliding());
      double[] expected = setting.naive(x, weight, result.shape());
      Tensor naive = Tensor.of(DType.F64, result.shape(), expected);
      assertThat(result).as("%s", setting).isCloseTo(naive, 1e-12, 1e-12);
      adjoint(setting, x, weight, result.shape());
    }
  }

  /** The product with a convolution is that with x of the transposed, and with the weight. */
  private static void adjoint(Setting setting, Tensor x, Tensor weight, Shape shape) {
    Tensor z = setting.normal("z", shape.sizes());
    long[] missing =
        IntStream.range(2, x.rank())
            .mapToLong(axis -> {
              int i = axis - 2;
              long extent = setting.dilation()[i] * (weight.size(axis) - 1) + 1;
              long reach = (shape.size(axis) - 1) * setting.stride()[i] + extent;
              return x.size(axis) + 2 * setting.padding()[i] - reach;
            })
            .toArray();
    double forward = conv(x, weight, setting.sliding()).times(z).sum().item();
    Tensor back = transposed(z, weight, setting.sliding().outputPadding(missing));
    assertThat(back).as("%s", setting).hasShape(x.shape());
    Tensor filters =
        x.convWeightGradient(z, weight.shape().part(2, weight.rank()), setting.sliding());
    Assertions.assertThat(back.times(x).sum().item())
        .as("%s", setting)
        .isCloseTo(forward, Assertions.within(1e-10));
    Assertions.assertThat(filters.times(weight).sum().item())
        .as("%s", setting)
        .isCloseTo(forward, Assertions.within(1e-10));
  }

  // ------------------------------------------------------------------ bits

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void an_image_does_not_depend_on_its_batch(DType dtype) {
    // More than one chain of 512, and more images than are unfolded at once.
    Rng rng = Rng.seed(3);
    Tensor x = Tensor.normal(dtype, Shape.of(40, 60, 9, 9), rng.child("x"));
    Tensor weight = Tensor.normal(dtype, Shape.of(4, 60, 3, 3), rng.child("weight"));
    Tensor whole = x.conv2d(weight, Sliding.same());
    for (int image : new int[] {0, 1, 26, 27, 39}) {
      assertThat(x.slice(0, image, image + 1).conv2d(weight, Sliding.same()))
          .as("image %s", image)
          .hasBits(whole.slice(0, image, image + 1));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_convolution_has_the_bits_of_the_product_with_its_columns(DType dtype) {
    Rng rng = Rng.seed(4);
    Tensor x = Tensor.normal(dtype, Shape.of(40, 60, 9, 9), rng.child("x"));
    Tensor weight = Tensor.normal(dtype, Shape.of(4, 60, 3, 3), rng.child("weight"));
    Tensor columns = x.unfoldWindows(Shape.of(3, 3), Sliding.by(1).padding(1));
    Tensor product = weight.reshape(4, 540).matmul(columns);
    assertThat(x.conv2d(weight, Sliding.by(1).padding(1)).reshape(40, 4, 81)).hasBits(product);
    Tensor z = Tensor.normal(dtype, Shape.of(40, 4, 9, 9), rng.child("z"));
    Tensor sum =
        z.permute(1, 0, 2, 3)
            .reshape(4, 40 * 81)
            .matmul(columns.permute(0, 2, 1).reshape(40 * 81, 540));
    assertThat(x.convWeightGradient(z, Shape.of(3, 3), Sliding.by(1).padding(1)))
        .hasBits(sum.reshape(4, 60, 3, 3));
  }

  @Test
  void windows_in_the_padding_alone_give_an_empty_gradient() {
    Tensor x = Tensor.zeros(2, 1, 0).requiresGrad();
    Tensor weight = Tensor.ones(1, 1, 3).requiresGrad();
    x.conv1d(weight, Sliding.by(1).padding(2)).sum().backward();
    assertThat(x.grad()).hasShape(2, 1, 0);
    assertThat(weight.grad()).hasElements(0, 0, 0);
  }
}
