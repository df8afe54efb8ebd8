// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Pooling;
import chainrule.tensor.Resizing;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import chainrule.tensor.Unfolding;
import chainrule.tensor.Window;
import java.util.List;

/** Calls that windows must refuse; {@link ConvolutionErrors} has those of convolutions. */
final class WindowErrors {

  private static final Tensor X = Tensor.ones(1, 2, 4, 4);
  private static final Tensor COLUMNS = Tensor.ones(1, 8, 9);
  private static final Shape TWO = Shape.of(2, 2);
  private static final Shape FOUR = Shape.of(4, 4);

  private WindowErrors() {}

  /** A method with a way to slide. */
  interface Slid {
    Tensor apply(Sliding sliding);
  }

  static void add(Window operation, ErrorList list) {
    switch (operation) {
      case Unfolding.Unfold _ -> unfold(list);
      case Unfolding.Fold _ -> fold(list);
      case Pooling op -> PoolingErrors.add(op, list);
      case Resizing op -> ResizingErrors.add(op, list);
    }
  }

  /** Numbers out of range, and lists of the wrong length, over two space axes. */
  static void steps(Slid method, ErrorList list) {
    list.argument("no stride", () -> method.apply(Sliding.by(0)), "stride 0", "needs 1 to");
    list.argument("back", () -> method.apply(Sliding.by(1, -2)), "stride -2", "needs 1 to");
    list.argument("far", () -> method.apply(Sliding.by(1L << 40)), "stride 1099511627776");
    list.argument("no numbers", () -> method.apply(Sliding.by()), "stride []", "2 space axes");
    list.argument("three strides", () -> method.apply(Sliding.by(1, 1, 1)), "stride [1, 1, 1]");
    list.argument("padding", () -> method.apply(Sliding.by(1).padding(-1)), "padding -1", "0 to");
    list.argument(
        "padding after",
        () -> method.apply(Sliding.by(1).padding(List.of(0L, 0L), List.of(0L, 0L, 0L))),
        "padding [0, 0, 0]",
        "2 space axes");
    list.argument("gaps", () -> method.apply(Sliding.by(1).dilation(0)), "dilation 0", "1 to");
    list.argument(
        "gaps of three axes",
        () -> method.apply(Sliding.by(1).dilation(1, 2, 3)),
        "dilation [1, 2, 3]",
        "2 space axes");
  }

  /** What only convolutions have. */
  static void noConvolution(Slid method, ErrorList list) {
    list.argument("groups", () -> method.apply(Sliding.by(1).groups(2)), "groups 2", "no meaning");
    list.argument("same", () -> method.apply(Sliding.same()), "keeps the size", "no meaning");
    list.argument("more", () -> method.apply(Sliding.by(1).outputPadding(1)), "output padding [1]");
  }

  private static void unfold(ErrorList list) {
    Sliding by = Sliding.by(1);
    steps(sliding -> X.unfoldWindows(TWO, sliding), list);
    noConvolution(sliding -> X.unfoldWindows(TWO, sliding), list);
    list.argument("ceil", () -> X.unfoldWindows(TWO, by.ceil()), "ceil", "no meaning");
    list.argument("empty", () -> X.unfoldWindows(Shape.of(0, 2), by), "windows are [0, 2]", "from");
    list.shape("axes", () -> MATRIX.unfoldWindows(TWO, by), "x is F32[2, 3]", "[n, channels");
    list.shape("a row", () -> X.unfoldWindows(Shape.of(2), by), "windows are [2]", "needs x");
    list.shape("no axes", () -> X.unfoldWindows(Shape.SCALAR, by), "windows are []", "one to");
    list.shape(
        "too large",
        () -> X.unfoldWindows(Shape.of(2, 5), by),
        "x is F32[1, 2, 4, 4]",
        "covers 5 elements of axis 3, which has 4 and padding 0 + 0");
    list.shape(
        "gaps too large",
        () -> X.unfoldWindows(TWO, by.dilation(6, 1).padding(1, 0)),
        "covers 7 elements of axis 2, which has 4 and padding 1 + 1");
    list.type(
        "integers",
        () -> Tensor.full(DType.I64, Shape.of(1, 1, 2, 2), 1).unfoldWindows(TWO, by),
        "I64[1, 1, 2, 2]",
        "needs F32 or F64");
  }

  private static void fold(ErrorList list) {
    Sliding by = Sliding.by(1);
    steps(sliding -> COLUMNS.foldWindows(FOUR, TWO, sliding), list);
    noConvolution(sliding -> COLUMNS.foldWindows(FOUR, TWO, sliding), list);
    list.argument("ceil", () -> COLUMNS.foldWindows(FOUR, TWO, by.ceil()), "ceil", "no meaning");
    list.shape("axes", () -> X.foldWindows(FOUR, TWO, by), "a is F32[1, 2, 4, 4]", "channels * 4");
    list.shape(
        "rows", () -> Tensor.ones(1, 7, 9).foldWindows(FOUR, TWO, by), "F32[1, 7, 9]", "channels");
    list.shape(
        "columns",
        () -> Tensor.ones(1, 8, 8).foldWindows(FOUR, TWO, by),
        "F32[1, 8, 8]",
        "over [4, 4] lie 9 windows");
    list.shape(
        "stride", () -> COLUMNS.foldWindows(FOUR, TWO, Sliding.by(2)), "4 windows of [2, 2]");
    list.shape("axes of size", () -> COLUMNS.foldWindows(Shape.of(4), TWO, by), "windows are");
    list.shape(
        "small", () -> COLUMNS.foldWindows(Shape.of(1, 4), TWO, by), "covers 2 elements of axis 2");
    list.argument("empty", () -> COLUMNS.foldWindows(FOUR, Shape.of(2, 0), by), "windows are");
    list.type(
        "conditions",
        () -> COLUMNS.less(2).foldWindows(FOUR, TWO, by),
        "BOOL[1, 8, 9]",
        "needs F32 or F64");
  }
}
