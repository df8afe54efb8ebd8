// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Convolution;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;

/** Calls that convolutions must refuse. */
final class ConvolutionErrors {

  private static final Tensor X = Tensor.ones(2, 4, 5, 5);
  private static final Tensor WEIGHT = Tensor.ones(6, 4, 3, 3);
  private static final Tensor BACK = Tensor.ones(4, 6, 3, 3);
  private static final Tensor UPSTREAM = Tensor.ones(2, 6, 3, 3);
  private static final Shape WINDOW = Shape.of(3, 3);

  private ConvolutionErrors() {}

  static void add(Convolution operation, ErrorList list) {
    switch (operation) {
      case Convolution.Convolve _ -> convolution(list);
      case Convolution.Transposed _ -> transposed(list);
      case Convolution.WeightGradient _ -> weight(list);
    }
  }

  private static void convolution(ErrorList list) {
    Sliding by = Sliding.by(1);
    WindowErrors.steps(sliding -> X.conv2d(WEIGHT, sliding), list);
    list.argument("ceil", () -> X.conv2d(WEIGHT, by.ceil()), "ceil", "no meaning");
    list.argument("more", () -> X.conv2d(WEIGHT, by.outputPadding(1)), "output padding [1]");
    list.argument("no groups", () -> X.conv2d(WEIGHT, by.groups(0)), "groups 0", "1 or more");
    list.argument(
        "same and a stride", () -> X.conv2d(WEIGHT, strided()), "stride [2, 2]", "needs stride 1");
    list.shape("weight of 1d", () -> X.conv1d(WEIGHT), "F32[6, 4, 3, 3]", "1 space axes");
    list.shape("weight of 3d", () -> X.conv3d(WEIGHT), "F32[6, 4, 3, 3]", "3 space axes");
    list.shape(
        "an image", () -> X.select(0, 0).conv2d(WEIGHT), "x is F32[4, 5, 5]", "as many axes");
    list.shape(
        "channels",
        () -> X.conv2d(Tensor.ones(6, 3, 3, 3)),
        "x is F32[2, 4, 5, 5], weight is [6, 3, 3, 3]",
        "x has 4 channels",
        "takes 3",
        "must be [6, 4, 3, 3]");
    list.shape(
        "channels of groups",
        () -> X.conv2d(WEIGHT, by.groups(2)),
        "in groups of 2",
        "must be [6, 2, 3, 3]");
    list.shape("groups", () -> X.conv2d(WEIGHT, by.groups(3)), "3 groups must divide 4 channels");
    list.shape(
        "filters", () -> X.conv2d(Tensor.ones(6, 1, 3, 3), by.groups(4)), "4 channels and 6");
    list.shape(
        "too large",
        () -> X.conv2d(Tensor.ones(1, 4, 6, 1)),
        "covers 6 elements of axis 2, which has 5 and padding 0 + 0");
    list.argument("no window", () -> X.conv2d(Tensor.ones(1, 4, 0, 1)), "[0, 1]", "sizes from 1");
    list.shape(
        "bias", () -> X.conv2d(WEIGHT, Tensor.ones(4)), "bias is F32[4]", "the bias needs [6]");
    list.shape("bias axes", () -> X.conv2d(WEIGHT, Tensor.ones(6, 1)), "F32[6, 1]", "needs [6]");
    list.type("types", () -> X.conv2d(WEIGHT.to(DType.F64)), "F64[6, 4, 3, 3]", "all alike");
    list.type("bias type", () -> X.conv2d(WEIGHT, Tensor.ones(6).to(DType.F64)), "all alike");
    list.type("integers", () -> X.to(DType.I64).conv2d(WEIGHT.to(DType.I64)), "needs F32 or F64");
  }

  private static Sliding strided() {
    Sliding same = Sliding.same();
    Sliding by = Sliding.by(2);
    return new Sliding(
        by.stride(),
        same.before(),
        same.after(),
        same.dilation(),
        same.outputPadding(),
        same.groups(),
        same.isCeil(),
        same.isSame());
  }

  private static void transposed(ErrorList list) {
    Sliding by = Sliding.by(1);
    WindowErrors.steps(sliding -> X.transposedConv2d(BACK, sliding), list);
    list.argument("ceil", () -> X.transposedConv2d(BACK, by.ceil()), "ceil", "no meaning");
    list.argument("same", () -> X.transposedConv2d(BACK, Sliding.same()), "keeps the size");
    list.argument("no groups", () -> X.transposedConv2d(BACK, by.groups(-1)), "groups -1");
    list.argument(
        "more than the stride",
        () -> X.transposedConv2d(BACK, Sliding.by(2).outputPadding(2)),
        "output padding [2, 2]",
        "less than");
    list.argument(
        "less than none",
        () -> X.transposedConv2d(BACK, by.outputPadding(-1)),
        "output padding -1");
    list.argument(
        "more of three axes",
        () -> X.transposedConv2d(BACK, by.outputPadding(0, 0, 0)),
        "output padding [0, 0, 0]",
        "2 space axes");
    list.shape("weight of 1d", () -> X.transposedConv1d(BACK, by), "1 space axes");
    list.shape("weight of 3d", () -> X.transposedConv3d(BACK, by), "3 space axes");
    list.shape(
        "an image", () -> X.select(0, 0).transposedConv2d(BACK, by), "F32[4, 5, 5]", "as many");
    list.shape(
        "channels",
        () -> X.transposedConv2d(WEIGHT, by),
        "x has 4 channels, the weight takes 6",
        "must be [4, ");
    list.shape("groups", () -> X.transposedConv2d(BACK, by.groups(3)), "3 groups must divide");
    list.shape(
        "nothing left",
        () -> X.transposedConv2d(BACK, by.padding(4)),
        "axis 2 of the result would have -1 elements");
    list.shape(
        "bias", () -> X.transposedConv2d(BACK, Tensor.ones(4), by), "bias is F32[4]", "needs [6]");
    list.argument(
        "no window", () -> X.transposedConv2d(Tensor.ones(4, 1, 0, 1), by), "sizes from 1");
    list.shape(
        "no rows",
        () -> Tensor.ones(1, 4, 0, 5).transposedConv2d(BACK, by),
        "axis 2",
        "0 elements");
    list.type(
        "types", () -> X.transposedConv2d(BACK.to(DType.F64), by), "F64[4, 6, 3, 3]", "all alike");
    list.type(
        "integers", () -> X.to(DType.I32).transposedConv2d(BACK.to(DType.I32), by), "F32 or F64");
  }

  private static void weight(ErrorList list) {
    Sliding by = Sliding.by(1);
    WindowErrors.steps(sliding -> X.convWeightGradient(UPSTREAM, WINDOW, sliding), list);
    list.argument("ceil", () -> X.convWeightGradient(UPSTREAM, WINDOW, by.ceil()), "ceil");
    list.argument(
        "more",
        () -> X.convWeightGradient(UPSTREAM, WINDOW, by.outputPadding(1)),
        "output padding");
    list.argument(
        "no groups", () -> X.convWeightGradient(UPSTREAM, WINDOW, by.groups(0)), "groups 0");
    list.shape(
        "groups", () -> X.convWeightGradient(UPSTREAM, WINDOW, by.groups(3)), "3 groups must");
    list.shape(
        "filters",
        () -> X.convWeightGradient(UPSTREAM, WINDOW, by.groups(4)),
        "4 groups must divide 4 channels and 6 filters");
    list.shape(
        "sizes",
        () -> X.convWeightGradient(UPSTREAM, Shape.of(2, 3), by),
        "upstream is F32[2, 6, 3, 3], windows are [2, 3]",
        "must be [2, 6, 4, 3]");
    list.shape(
        "images", () -> X.slice(0, 0, 1).convWeightGradient(UPSTREAM, WINDOW, by), "must be [1, 6");
    list.shape(
        "axes", () -> X.convWeightGradient(UPSTREAM.select(0, 0), WINDOW, by), "as many axes");
    list.shape("window", () -> X.convWeightGradient(UPSTREAM, Shape.of(3), by), "windows are [3]");
    list.shape(
        "too large", () -> X.convWeightGradient(UPSTREAM, Shape.of(6, 1), by), "covers 6 elements");
    list.argument(
        "no window", () -> X.convWeightGradient(UPSTREAM, Shape.of(0, 1), by), "sizes from 1");
    list.type("types", () -> X.convWeightGradient(UPSTREAM.to(DType.F64), WINDOW, by), "all alike");
    list.type(
        "integers",
        () -> X.to(DType.I32).convWeightGradient(UPSTREAM.to(DType.I32), WINDOW, by),
        "F32 or F64");
  }
}
