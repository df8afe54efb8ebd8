// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.tensor.Convolution;
import chainrule.tensor.Op;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Samples of convolutions: one to three space axes, strides, padding on either side, gaps, groups,
 * windows that leave elements out, single elements and empty batches.
 */
final class ConvolutionSamples {

  private static final Values ANY = Values.usual();

  private ConvolutionSamples() {}

  /** How a sample slides: the numbers of every space axis, and groups. */
  private record Slide(long stride, long before, long after, long dilation, long groups) {

    Sliding sliding(int axes) {
      Sliding numbers = Sliding.by(stride).dilation(dilation).groups(groups);
      return numbers
          .padding(times(axes, before), times(axes, Math.max(0, after)))
          .outputPadding(Math.max(0, -after));
    }

    private static List<Long> times(int axes, long number) {
      return Collections.nCopies(axes, number);
    }
  }

  private static Slide slide(long stride, long before, long after, long dilation, long groups) {
    return new Slide(stride, before, after, dilation, groups);
  }

  static void add(Convolution operation, SampleList list) {
    switch (operation) {
      case Convolution.Convolve _ -> convolutions(list);
      case Convolution.Transposed _ -> transposed(list);
      case Convolution.WeightGradient _ -> weights(list);
    }
  }

  // ------------------------------------------------------------------ convolution

  private static void convolutions(SampleList list) {
    conv(list, slide(1, 0, 0, 1, 1), sizes(1, 1, 1), sizes(1, 1, 1), false);
    conv(list, slide(1, 0, 0, 1, 1), sizes(2, 2, 4), sizes(2, 2, 3), true);
    conv(list, slide(2, 1, 1, 1, 1), sizes(1, 2, 6), sizes(1, 2, 3), true);
    conv(list, slide(3, 0, 0, 1, 1), sizes(2, 1, 6), sizes(2, 1, 2), false);
    conv(list, slide(1, 2, 1, 2, 2), sizes(1, 2, 4), sizes(4, 1, 2), true);
    conv(list, slide(1, 0, 0, 1, 1), sizes(0, 2, 3), sizes(1, 2, 2), true);
    conv(list, slide(1, 1, 1, 1, 1), sizes(1, 1, 3, 3), sizes(1, 1, 2, 2), true);
    conv(list, slide(2, 0, 1, 1, 1), sizes(1, 2, 3, 4), sizes(2, 2, 2, 1), false);
    conv(list, slide(1, 0, 0, 2, 2), sizes(1, 2, 3, 3), sizes(2, 1, 2, 2), true);
    conv(list, slide(2, 1, 0, 1, 1), sizes(1, 1, 2, 2, 3), sizes(1, 1, 2, 2, 1), true);
    Input x = Input.of(ANY, 6, 8, 20, 20);
    list.large(
        convolve(slide(1, 1, 1, 1, 1), 2),
        in -> in.get(0).conv2d(in.get(1), in.get(2), Sliding.same()),
        x,
        Input.of(ANY, 16, 8, 3, 3),
        Input.of(ANY, 16));
    list.large(
        convolve(slide(2, 0, 0, 1, 4), 2),
        in -> in.get(0).conv2d(in.get(1), Sliding.by(2).groups(4)),
        x,
        Input.of(ANY, 8, 2, 5, 5));
  }

  private static void conv(SampleList list, Slide slide, long[] x, long[] weight, boolean biased) {
    Sliding sliding = slide.sliding(x.length - 2);
    Op op = convolve(slide, x.length - 2);
    Input values = Input.of(ANY, x);
    Input filters = Input.of(ANY, weight);
    if (biased) {
      Function<List<Tensor>, Tensor> call =
          in -> withBias(in.get(0), in.get(1), in.get(2), sliding);
      list.rows(op, call, values, filters, Input.of(ANY, weight[0]));
    } else {
      list.rows(op, in -> withoutBias(in.get(0), in.get(1), sliding), values, filters);
    }
  }

  private static Tensor withBias(Tensor x, Tensor weight, Tensor bias, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.conv1d(weight, bias, sliding);
      case 4 -> x.conv2d(weight, bias, sliding);
      default -> x.conv3d(weight, bias, sliding);
    };
  }

  private static Tensor withoutBias(Tensor x, Tensor weight, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.conv1d(weight, sliding);
      case 4 -> x.conv2d(weight, sliding);
      default -> x.conv3d(weight, sliding);
    };
  }

  private static Op convolve(Slide slide, int axes) {
    return new Convolution.Convolve(
        Slide.times(axes, slide.stride()),
        Slide.times(axes, slide.before()),
        Slide.times(axes, slide.after()),
        Slide.times(axes, slide.dilation()),
        slide.groups());
  }

  // ------------------------------------------------------------------ transposed

  private static void transposed(SampleList list) {
    back(list, slide(1, 0, 0, 1, 1), sizes(1, 1, 1), sizes(1, 1, 1), false);
    back(list, slide(1, 0, 0, 1, 1), sizes(2, 2, 3), sizes(2, 1, 2), true);
    back(list, slide(2, 1, 1, 1, 1), sizes(1, 2, 3), sizes(2, 2, 3), true);
    back(list, slide(3, 0, -2, 1, 1), sizes(1, 1, 3), sizes(1, 2, 2), false);
    back(list, slide(1, 0, 0, 2, 2), sizes(1, 2, 3), sizes(2, 2, 2), true);
    back(list, slide(1, 0, 0, 1, 1), sizes(0, 1, 2), sizes(1, 2, 2), true);
    back(list, slide(1, 1, 1, 1, 1), sizes(1, 2, 2, 3), sizes(2, 1, 3, 2), true);
    back(list, slide(2, 0, -1, 1, 1), sizes(1, 1, 2, 2), sizes(1, 2, 2, 2), false);
    back(list, slide(1, 0, 0, 2, 2), sizes(1, 2, 2, 2), sizes(2, 1, 2, 1), true);
    back(list, slide(2, 1, 0, 1, 1), sizes(1, 1, 1, 2, 2), sizes(1, 1, 2, 2, 2), true);
    list.large(
        transpose(slide(2, 1, 0, 1, 2), 2),
        in -> in.get(0).transposedConv2d(in.get(1), in.get(2), slide(2, 1, 0, 1, 2).sliding(2)),
        Input.of(ANY, 6, 8, 15, 15),
        Input.of(ANY, 8, 5, 3, 3),
        Input.of(ANY, 10));
  }

  private static void back(SampleList list, Slide slide, long[] x, long[] weight, boolean biased) {
    Sliding sliding = slide.sliding(x.length - 2);
    Op op = transpose(slide, x.length - 2);
    Input values = Input.of(ANY, x);
    Input filters = Input.of(ANY, weight);
    if (biased) {
      Function<List<Tensor>, Tensor> call =
          in -> backWithBias(in.get(0), in.get(1), in.get(2), sliding);
      list.rows(op, call, values, filters, Input.of(ANY, weight[1] * slide.groups()));
    } else {
      list.rows(op, in -> backWithoutBias(in.get(0), in.get(1), sliding), values, filters);
    }
  }

  private static Tensor backWithBias(Tensor x, Tensor weight, Tensor bias, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.transposedConv1d(weight, bias, sliding);
      case 4 -> x.transposedConv2d(weight, bias, sliding);
      default -> x.transposedConv3d(weight, bias, sliding);
    };
  }

  private static Tensor backWithoutBias(Tensor x, Tensor weight, Sliding sliding) {
    return switch (weight.rank()) {
      case 3 -> x.transposedConv1d(weight, sliding);
      case 4 -> x.transposedConv2d(weight, sliding);
      default -> x.transposedConv3d(weight, sliding);
    };
  }

  private static Op transpose(Slide slide, int axes) {
    return new Convolution.Transposed(
        Slide.times(axes, slide.stride()),
        Slide.times(axes, slide.before()),
        Slide.times(axes, slide.after()),
        Slide.times(axes, slide.dilation()),
        slide.groups());
  }

  // ------------------------------------------------------------------ gradients of weights

  private static void weights(SampleList list) {
    weight(list, slide(1, 0, 0, 1, 1), sizes(1, 1, 1), sizes(1, 1, 1), 1);
    weight(list, slide(1, 0, 0, 1, 1), sizes(2, 2, 4), sizes(2, 1, 2), 3);
    weight(list, slide(2, 1, 1, 1, 1), sizes(1, 2, 6), sizes(1, 2, 3), 3);
    weight(list, slide(3, 0, 0, 1, 1), sizes(2, 1, 6), sizes(2, 1, 2), 2);
    weight(list, slide(1, 2, 1, 2, 2), sizes(1, 2, 4), sizes(1, 2, 5), 2);
    weight(list, slide(1, 0, 0, 1, 1), sizes(0, 2, 3), sizes(0, 1, 2), 2);
    weight(list, slide(1, 1, 1, 1, 1), sizes(1, 1, 3, 3), sizes(1, 2, 4, 4), 2, 2);
    weight(list, slide(2, 0, 1, 1, 1), sizes(1, 2, 3, 4), sizes(1, 2, 2, 3), 2, 1);
    weight(list, slide(1, 0, 0, 2, 2), sizes(2, 2, 3, 3), sizes(2, 2, 1, 1), 2, 2);
    weight(list, slide(2, 1, 0, 1, 1), sizes(1, 1, 2, 2, 3), sizes(1, 1, 1, 1, 2), 2, 2, 2);
    Shape window = Shape.of(3, 3);
    list.large(
        gradient(window, slide(1, 1, 1, 1, 2)),
        in -> in.get(0).convWeightGradient(in.get(1), window, Sliding.same().groups(2)),
        Input.of(ANY, 6, 8, 20, 20),
        Input.of(ANY, 6, 4, 20, 20));
  }

  private static void weight(
      SampleList list, Slide slide, long[] x, long[] upstream, long... window) {
    Shape kernel = Shape.of(window);
    Sliding sliding = slide.sliding(window.length);
    list.rows(
        gradient(kernel, slide),
        in -> in.get(0).convWeightGradient(in.get(1), kernel, sliding),
        Input.of(ANY, x),
        Input.of(ANY, upstream));
  }

  private static Op gradient(Shape window, Slide slide) {
    int axes = window.rank();
    return new Convolution.WeightGradient(
        window,
        Slide.times(axes, slide.stride()),
        Slide.times(axes, slide.before()),
        Slide.times(axes, slide.after()),
        Slide.times(axes, slide.dilation()),
        slide.groups());
  }

  private static long[] sizes(long... sizes) {
    return sizes;
  }
}
