// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Convolutions over one to three space axes: matrix products with k = (channel, kernel row, kernel
 * column) ascending, padding multiplied like any zero. Three operations, each the gradient of the
 * others.
 */
public sealed interface Convolution extends Composite {

  /**
   * Windows of a times each filter, as in PyTorch: the kernel is not flipped.
   *
   * <p>Shapes: [n, c, space ..], weight [out, c / groups, window ..] and perhaps bias [out] give
   * [n, out, windows ..].
   */
  record Convolve(
      List<Long> stride, List<Long> before, List<Long> after, List<Long> dilation, long groups)
      implements Convolution {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "conv",
              "∗",
              Role.MIXER,
              "A convolution gate sends the upstream gradient back through the weight, and to the"
                  + " weight through x.",
              "卷积门把回传梯度经卷积核传回输入，又与输入相乘求和传给卷积核。")
          .withCard(
              "out[n, o, l] = sum over c, k of b[o, c, k] * a[n, c, l * stride + k * dilation -"
                  + " padding] + c[o]",
              "[n, c, space ..], [out, c / groups, window ..], [out] -> [n, out, windows ..]",
              "torch.nn.functional.conv2d");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(inputs.getFirst().dtype(), correlation(inputs).small());
    }

    private Correlation correlation(List<Spec> inputs) {
      Spec weight = inputs.get(1);
      Correlation.checkTypes(name(), inputs);
      Correlation.checkRanks(name(), inputs.getFirst(), weight);
      Correlation.checkBias(name(), inputs, weight.shape().size(0));
      return Correlation.of(name(), inputs.getFirst(), weight.shape(), steps(), groups);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Correlation correlation = correlation(specs(inputs));
      Operand result = correlation.forward(inputs.get(0), inputs.get(1), context);
      if (inputs.size() == 3) {
        Correlation.addBias(result, inputs.get(2), context);
      }
      return result;
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Tensor weight = inputs.get(1);
      Correlation correlation = correlation(inputs.stream().map(Tensor::spec).toList());
      Op unfold = Unfolding.Unfold.of(window(weight.shape()), steps());
      Tensor columns = Engine.apply(unfold, List.of(x));
      return plusBias(correlation.forward(columns, weight), inputs);
    }

    @Override
    public Partial partial(int input) {
      return switch (input) {
        case 0 ->
            Partial.of(
                "transposedConv(g, b)",
                passage -> {
                  List<Spec> specs = List.of(passage.spec(0), passage.spec(1));
                  Correlation correlation = correlation(specs);
                  return back(steps(), correlation, passage.upstream(), passage.input(1));
                });
        case 1 ->
            Partial.of(
                "convWeightGradient(a, g)",
                passage -> {
                  Shape window = window(passage.spec(1).shape());
                  return weights(window, steps(), groups, passage.input(0), passage.upstream());
                });
        default -> biasPartial();
      };
    }

    private Steps steps() {
      return new Steps(stride, before, after, dilation);
    }
  }

  /**
   * The adjoint of {@link Convolve}: each element spreads a filter over its window.
   *
   * <p>Shapes: [n, c, windows ..], weight [c, out / groups, window ..] and perhaps bias [out] give
   * [n, out, space ..]. The additions at one place run in ascending order of the place in the
   * window, each rounded to the type; inside each the channels are one product.
   *
   * @param after zeros after the end that the result is freed of; fewer than none add elements
   */
  record Transposed(
      List<Long> stride, List<Long> before, List<Long> after, List<Long> dilation, long groups)
      implements Convolution {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "transposedConv",
              "∗T",
              Role.MIXER,
              "A transposed-convolution gate sends the upstream gradient back by a convolution with"
                  + " the weight.",
              "转置卷积门用同一卷积核对回传梯度作卷积后传回输入，并与输入相乘求和传给卷积核。")
          .withCard(
              "out[n, o, l * stride + k * dilation - padding] += sum over c of a[n, c, l] *"
                  + " b[c, o, k], + c[o]",
              "[n, c, windows ..], [c, out / groups, window ..], [out] -> [n, out, space ..]",
              "torch.nn.functional.conv_transpose2d");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(inputs.getFirst().dtype(), correlation(inputs).large());
    }

    private Correlation correlation(List<Spec> inputs) {
      Spec x = inputs.getFirst();
      Shape weight = inputs.get(1).shape();
      Correlation.checkTypes(name(), inputs);
      Correlation.checkRanks(name(), x, inputs.get(1));
      if (x.shape().size(1) != weight.size(0)) {
        throw new ShapeException(
            name()
                + ": x is "
                + x
                + ", weight is "
                + inputs.get(1)
                + "; x has "
                + x.shape().size(1)
                + " channels, the weight takes "
                + weight.size(0)
                + "; the weight must be ["
                + x.shape().size(1)
                + ", out / groups, window ..]");
      }
      Correlation.checkGroups(name(), groups);
      long channels = Shape.of(weight.size(1), groups).count();
      Correlation.checkBias(name(), inputs, channels);
      Spec large = new Spec(x.dtype(), steps().spread(name(), x, weight, channels));
      return Correlation.of(name(), large, weight, steps(), groups);
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Correlation correlation = correlation(specs(inputs));
      Operand result = correlation.back(inputs.get(0), inputs.get(1), context);
      if (inputs.size() == 3) {
        Correlation.addBias(result, inputs.get(2), context);
      }
      return result;
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Tensor weight = inputs.get(1);
      Correlation correlation = correlation(inputs.stream().map(Tensor::spec).toList());
      Tensor columns = correlation.columns(inputs.get(0), weight);
      Shape size = correlation.grid().space();
      Op fold = Unfolding.Fold.of(size, window(weight.shape()), steps());
      return plusBias(Engine.apply(fold, List.of(columns)), inputs);
    }

    @Override
    public Partial partial(int input) {
      return switch (input) {
        case 0 ->
            Partial.of(
                "conv(g, b)",
                passage -> convolved(steps(), groups, passage.upstream(), passage.input(1)));
        case 1 ->
            Partial.of(
                "convWeightGradient(g, a)",
                passage -> {
                  Shape window = window(passage.spec(1).shape());
                  return weights(window, steps(), groups, passage.upstream(), passage.input(0));
                });
        default -> biasPartial();
      };
    }

    private Steps steps() {
      return new Steps(stride, before, after, dilation);
    }
  }

  /**
   * What a convolution passes to its weight: windows of a times the upstream gradient, summed over
   * images and places in one product.
   *
   * <p>Shapes: [n, c, space ..] and [n, out, windows ..] give [out, c / groups, window ..].
   */
  record WeightGradient(
      Shape window,
      List<Long> stride,
      List<Long> before,
      List<Long> after,
      List<Long> dilation,
      long groups)
      implements Convolution {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "convWeightGradient",
              "∗W",
              Role.MIXER,
              "A weight-gradient gate is a convolution summed over images: each factor gets the"
                  + " upstream by the other.",
              "卷积核梯度门对全部图像求和：回传梯度与一个因子卷积，传给另一个因子。")
          .withCard(
              "out[o, c, k] = sum over n, l of b[n, o, l] * a[n, c, l * stride + k * dilation -"
                  + " padding]",
              "[n, c, space ..], [n, out, windows ..] -> [out, c / groups, window ..]",
              "torch.nn.grad.conv2d_weight");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return new Spec(inputs.getFirst().dtype(), correlation(inputs).weight());
    }

    private Correlation correlation(List<Spec> inputs) {
      Spec x = inputs.get(0);
      Spec upstream = inputs.get(1);
      Correlation.checkTypes(name(), inputs);
      Grid.of(name(), x, window, steps(), false);
      String operands = name() + ": x is " + x + ", upstream is " + upstream;
      if (upstream.shape().rank() != x.shape().rank()) {
        throw new ShapeException(operands + "; both need as many axes");
      }
      Correlation.checkGroups(name(), groups);
      if (x.shape().size(1) % groups != 0) {
        throw new ShapeException(
            operands + "; " + groups + " groups must divide " + x.shape().size(1) + " channels");
      }
      Shape weight = Shape.of(upstream.shape().size(1), x.shape().size(1) / groups);
      Correlation found = Correlation.of(name(), x, weight.concat(window), steps(), groups);
      if (!found.small().equals(upstream.shape())) {
        throw new ShapeException(
            operands + ", windows are " + window + "; the upstream must be " + found.small());
      }
      return found;
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return correlation(specs(inputs)).weights(inputs.get(0), inputs.get(1), context);
    }

    @Override
    public Tensor define(List<Tensor> inputs) {
      Correlation correlation = correlation(inputs.stream().map(Tensor::spec).toList());
      Op unfold = Unfolding.Unfold.of(window, steps());
      Tensor columns = Engine.apply(unfold, List.of(inputs.get(0)));
      return correlation.weights(columns, inputs.get(1));
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "transposedConv(b, g)",
              passage -> {
                List<Spec> specs = List.of(passage.spec(0), passage.spec(1));
                Correlation correlation = correlation(specs);
                return back(steps(), correlation, passage.input(1), passage.upstream());
              })
          : Partial.of(
              "conv(a, g)",
              passage -> convolved(steps(), groups, passage.input(0), passage.upstream()));
    }

    private Steps steps() {
      return new Steps(stride, before, after, dilation);
    }
  }

  private static Tensor convolved(Steps steps, long groups, Tensor x, Tensor weight) {
    Op op = new Convolve(steps.stride(), steps.before(), steps.after(), steps.dilation(), groups);
    return Engine.apply(op, List.of(x, weight));
  }

  /** The large side of the small one; nothing where windows lie in the padding alone. */
  private static Tensor back(Steps given, Correlation correlation, Tensor small, Tensor weight) {
    if (correlation.grid().space().count() == 0) {
      return Tensor.plain(Memory.full(small.dtype(), correlation.large(), 0));
    }
    Steps steps = given.exact(correlation.grid());
    Op op =
        new Transposed(
            steps.stride(), steps.before(), steps.after(), steps.dilation(), correlation.groups());
    return Engine.apply(op, List.of(small, weight));
  }

  private static Tensor weights(Shape window, Steps steps, long groups, Tensor x, Tensor upstream) {
    Op op =
        new WeightGradient(
            window, steps.stride(), steps.before(), steps.after(), steps.dilation(), groups);
    return Engine.apply(op, List.of(x, upstream));
  }

  private static Partial biasPartial() {
    return Partial.of(
        "g summed over images and places",
        passage -> {
          int rank = passage.upstream().rank();
          return passage.upstream().sum(IntStream.range(0, rank).filter(i -> i != 1).toArray());
        });
  }

  private static Tensor plusBias(Tensor result, List<Tensor> inputs) {
    if (inputs.size() < 3) {
      return result;
    }
    long[] sizes = new long[result.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = -1;
    return result.plus(inputs.get(2).reshape(sizes));
  }

  private static Shape window(Shape weight) {
    return weight.part(2, weight.rank());
  }

  private static List<Spec> specs(List<Operand> inputs) {
    return inputs.stream().map(each -> new Spec(each.dtype(), each.shape())).toList();
  }
}
