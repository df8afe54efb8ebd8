// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Pooling;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** Calls that pooling must refuse. */
final class PoolingErrors {

  private static final Tensor X = Tensor.ones(1, 2, 4, 4);
  private static final Shape TWO = Shape.of(2, 2);

  private PoolingErrors() {}

  static void add(Pooling operation, ErrorList list) {
    switch (operation) {
      case Pooling.Max _ -> {
        slides(Tensor::maxPool, list);
        missed(Tensor::maxPool, list);
      }
      case Pooling.MaxIndices _ -> {
        slides(Tensor::maxPoolIndices, list);
        missed(Tensor::maxPoolIndices, list);
      }
      case Pooling.AdaptiveMax _ -> adapts(Tensor::adaptiveMaxPool, list);
      case Pooling.AdaptiveMaxIndices _ -> adapts(Tensor::adaptiveMaxPoolIndices, list);
      case Pooling.Average _ -> {
        slides(Tensor::averagePool, list);
        list.argument(
            "gaps",
            () -> X.averagePool(TWO, Sliding.by(1).dilation(2)),
            "dilation [2, 2]",
            "no meaning");
        list.argument(
            "divisor", () -> X.averagePool(TWO, Sliding.by(1), 0), "divisor 0", "1 or more");
        list.argument("divisor below 0", () -> X.averagePool(TWO, Sliding.by(1), -2), "divisor -2");
      }
    }
  }

  /** A method with a window and a way to slide. */
  private interface Slid {
    Tensor apply(Tensor x, Shape window, Sliding sliding);
  }

  private static void slides(Slid method, ErrorList list) {
    Sliding by = Sliding.by(2);
    WindowErrors.steps(sliding -> method.apply(X, TWO, sliding), list);
    WindowErrors.noConvolution(sliding -> method.apply(X, TWO, sliding), list);
    list.argument(
        "much padding",
        () -> method.apply(X, Shape.of(3, 3), by.padding(2)),
        "padding 2 + 2",
        "needs 0 to 1");
    list.argument(
        "much padding after",
        () -> method.apply(X, TWO, by.padding(List.of(0L, 0L), List.of(0L, 2L))),
        "padding 0 + 2",
        "axis 3");
    list.shape("axes", () -> method.apply(MATRIX, TWO, by), "x is F32[2, 3]", "[n, channels");
    list.shape("a row", () -> method.apply(X, Shape.of(2), by), "windows are [2]", "needs x");
    list.argument("no window", () -> method.apply(X, Shape.of(2, 0), by), "windows are [2, 0]");
    list.shape(
        "too large", () -> method.apply(X, Shape.of(2, 5), by), "covers 5 elements of axis 3");
    list.shape("nothing", () -> method.apply(empty(1, 2, 0, 4), Shape.of(1, 1), by), "axis 2");
    list.type(
        "integers", () -> method.apply(X.to(DType.I64), TWO, by), "I64[1, 2, 4, 4]", "F32 or F64");
  }

  private static void missed(Slid method, ErrorList list) {
    list.shape(
        "only padding",
        () -> method.apply(Tensor.ones(1, 1, 1), Shape.of(2), Sliding.by(1).dilation(2).padding(1)),
        "window 0 on axis 2 has all its elements in the padding");
  }

  private static void adapts(BiFunction<Tensor, Shape, Tensor> method, ErrorList list) {
    for (long size : new long[] {0, 1L << 31, 1L << 40}) {
      list.argument(
          "size " + size, () -> method.apply(X, Shape.of(2, size)), "[2, " + size + "]", "from 1");
      list.argument(
          "first size " + size, () -> method.apply(X, Shape.of(size, 1)), "[" + size, "from 1");
    }
    list.shape("axes", () -> method.apply(MATRIX, TWO), "x is F32[2, 3]", "[n, channels");
    list.shape("no axes", () -> method.apply(MATRIX, Shape.SCALAR), "to have []", "one to three");
    list.shape("a row", () -> method.apply(X, Shape.of(2)), "to have [2]", "needs x");
    list.shape("three", () -> method.apply(X, Shape.of(2, 2, 2)), "to have [2, 2, 2]", "needs x");
    list.shape("four", () -> method.apply(X, Shape.of(1, 1, 1, 1)), "[1, 1, 1, 1]", "one to three");
    list.shape("nothing", () -> method.apply(empty(1, 2, 0, 4), TWO), "[1, 2, 0, 4]", "empty");
    list.shape("no columns", () -> method.apply(empty(1, 2, 4, 0), TWO), "[1, 2, 4, 0]", "empty");
    for (DType dtype : List.of(DType.I64, DType.I32, DType.U8, DType.BOOL)) {
      list.type(dtype + "", () -> method.apply(X.to(dtype), TWO), dtype + "[1", "F32 or F64");
    }
  }
}
