// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.explain.notation.FunctionsTest.Case;
import chainrule.tensor.Resampling;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** Calls of convolutions, pooling and resizing, beside their Java. */
final class WindowCases {

  private WindowCases() {}

  static List<Case> all() {
    return Stream.of(convolutions(), transposed(), pools(), sizes()).flatMap(List::stream).toList();
  }

  private static List<Case> convolutions() {
    return List.of(
        of("conv1d(reshape(x, 1, 2, 3), reshape(y, 1, 2, 3))", n -> row(n.x()).conv1d(row(n.y()))),
        of(
            "conv1d(reshape(x, 1, 2, 3), reshape(y, 2, 1, 3), [1, 2], padding=2, groups=2)",
            n ->
                row(n.x())
                    .conv1d(
                        n.y().reshape(2, 1, 3),
                        Tensor.of(DType.F64, 1, 2),
                        Sliding.valid().padding(2).groups(2))),
        of(
            "conv2d(reshape(x, 1, 1, 2, 3), reshape(v, 1, 1, 1, 3), [1], 2, 1)",
            n ->
                n.x()
                    .reshape(1, 1, 2, 3)
                    .conv2d(
                        n.v().reshape(1, 1, 1, 3),
                        Tensor.of(DType.F64, 1),
                        Sliding.by(2).padding(1))),
        of(
            "conv2d(reshape(x, 1, 1, 2, 3), reshape(v, 1, 1, 1, 3), padding=3, dilation=2)",
            n ->
                n.x()
                    .reshape(1, 1, 2, 3)
                    .conv2d(n.v().reshape(1, 1, 1, 3), Sliding.valid().padding(3).dilation(2))),
        of(
            "conv3d(reshape(x, 1, 1, 1, 2, 3), reshape(y, 1, 1, 1, 2, 3))",
            n -> n.x().reshape(1, 1, 1, 2, 3).conv3d(n.y().reshape(1, 1, 1, 2, 3))),
        of(
            "unfoldWindows(reshape(x, 1, 2, 3), 2, stride=2, padding=1)",
            n -> row(n.x()).unfoldWindows(Shape.of(2), Sliding.by(2).padding(1))));
  }

  private static List<Case> transposed() {
    return List.of(
        of(
            "transposedConv1d(reshape(x, 1, 2, 3), reshape(y, 2, 1, 3), stride=2, outputPadding=1)",
            n ->
                row(n.x())
                    .transposedConv1d(n.y().reshape(2, 1, 3), Sliding.by(2).outputPadding(1))),
        of(
            "transposedConv2d(reshape(x, 1, 1, 2, 3), reshape(y, 1, 1, 2, 3), [2])",
            n ->
                n.x()
                    .reshape(1, 1, 2, 3)
                    .transposedConv2d(
                        n.y().reshape(1, 1, 2, 3), Tensor.of(DType.F64, 2), Sliding.valid())),
        of(
            "transposedConv3d(reshape(x, 1, 1, 1, 2, 3), reshape(y, 1, 1, 1, 2, 3), dilation=2)",
            n ->
                n.x()
                    .reshape(1, 1, 1, 2, 3)
                    .transposedConv3d(n.y().reshape(1, 1, 1, 2, 3), Sliding.valid().dilation(2))));
  }

  private static List<Case> pools() {
    return List.of(
        of("maxPool1d(reshape(x, 1, 2, 3), 2)", n -> row(n.x()).maxPool1d(2)),
        of("maxPool2d(reshape(x, 1, 1, 2, 3), 2)", n -> image(n.x()).maxPool2d(2)),
        of("maxPool3d(reshape(x, 1, 6, 1, 1, 1), 1)", n -> deep(n.x()).maxPool3d(1)),
        of("averagePool1d(reshape(x, 1, 2, 3), size=3)", n -> row(n.x()).averagePool1d(3)),
        of("averagePool2d(reshape(x, 1, 1, 2, 3), 2)", n -> image(n.x()).averagePool2d(2)),
        of("averagePool3d(reshape(x, 1, 6, 1, 1, 1), 1)", n -> deep(n.x()).averagePool3d(1)),
        of(
            "maxPool(reshape(x, 1, 1, 2, 3), 1, 2)",
            n -> image(n.x()).maxPool(Shape.of(1, 2), Sliding.by(1, 2))),
        of(
            "maxPool(reshape(x, 1, 2, 3), 2, stride=1, padding=1)",
            n -> row(n.x()).maxPool(Shape.of(2), Sliding.by(1).padding(1))),
        of(
            "maxPool(reshape(x, 1, 2, 3), 2, ceil=1, dilation=1)",
            n -> row(n.x()).maxPool(Shape.of(2), Sliding.by(2).ceil())),
        of(
            "averagePool(reshape(x, 1, 2, 3), 2, padding=1)",
            n -> row(n.x()).averagePool(Shape.of(2), Sliding.by(2).padding(1))),
        of(
            "averagePool(reshape(x, 1, 2, 3), 2, padding=1, countPadding=0)",
            n -> row(n.x()).averagePool(Shape.of(2), Sliding.by(2).padding(1), false)),
        of(
            "averagePool(reshape(x, 1, 2, 3), 2, stride=1, divisor=5)",
            n -> row(n.x()).averagePool(Shape.of(2), Sliding.by(1), 5)),
        of("adaptiveMaxPool(reshape(x, 1, 2, 3), 2)", n -> row(n.x()).adaptiveMaxPool(Shape.of(2))),
        of(
            "adaptiveAveragePool(reshape(x, 1, 1, 2, 3), 1, 2)",
            n -> image(n.x()).adaptiveAveragePool(Shape.of(1, 2))));
  }

  private static List<Case> sizes() {
    return List.of(
        of("resize(x, 5)", n -> n.x().resize(Resampling.NEAREST, 5)),
        of("resize(x, 4, 5, exact=1)", n -> n.x().resize(Resampling.NEAREST_EXACT, 4, 5)),
        of("resize(x, 4, 5, linear=1)", n -> n.x().resize(Resampling.LINEAR, 4, 5)),
        of("resize(x, 4, 5, corners=1)", n -> n.x().resize(Resampling.LINEAR_CORNERS, 4, 5)),
        of("resize(x, 1, 2, area=1)", n -> n.x().resize(Resampling.AREA, 1, 2)),
        of("resizeBy(x, 2, 1.5)", n -> n.x().resizeBy(Resampling.NEAREST, 2, 1.5)),
        of("resizeBy(x, 2.5, linear=1)", n -> n.x().resizeBy(Resampling.LINEAR, 2.5)));
  }

  private static Tensor row(Tensor x) {
    return x.reshape(1, 2, 3);
  }

  private static Tensor image(Tensor x) {
    return x.reshape(1, 1, 2, 3);
  }

  private static Tensor deep(Tensor x) {
    return x.reshape(1, 6, 1, 1, 1);
  }
}
