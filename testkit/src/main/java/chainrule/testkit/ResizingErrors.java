// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.tensor.Resampling;
import chainrule.tensor.Resizing;
import chainrule.tensor.Tensor;
import java.util.List;

/** Calls that resizing must refuse. */
final class ResizingErrors {

  private static final Resampling LINEAR = Resampling.LINEAR;

  private ResizingErrors() {}

  static void add(Resizing operation, ErrorList list) {
    switch (operation) {
      case Resizing.Resize _ -> resizes(list);
      case Resizing.TransposedResize _ -> transposed(list);
    }
  }

  private static void resizes(ErrorList list) {
    for (Resampling rule : Resampling.values()) {
      list.argument(rule + " to 0", () -> MATRIX.resize(rule, 0), "size 0", "needs 1 to");
    }
    list.argument("below 0", () -> MATRIX.resize(LINEAR, 2, -1), "size -1", "needs 1 to");
    list.argument("huge", () -> MATRIX.resize(LINEAR, 1L << 40), "size 1099511627776");
    list.shape("no size", () -> MATRIX.resize(LINEAR), "0 sizes for F32[2, 3]", "needs 1");
    list.shape("three sizes", () -> MATRIX.resize(LINEAR, 1, 2, 3), "3 sizes for F32[2, 3]");
    list.shape("a number", () -> Tensor.scalar(1).resize(LINEAR, 1), "1 sizes for F32[]");
    list.shape("nothing", () -> empty(2, 0).resize(LINEAR, 2), "axis 1 of F32[2, 0] is empty");
    types(list);
    list.method("resizeBy");
    for (Resampling rule : Resampling.values()) {
      list.argument(rule + " by 0", () -> MATRIX.resizeBy(rule, 0), "[0.0]", "positive");
    }
    list.shape("no scale", () -> MATRIX.resizeBy(LINEAR), "0 sizes for F32[2, 3]");
    list.argument("to nothing", () -> MATRIX.resizeBy(LINEAR, 0.3), "[0.3]", "leave 1 to");
    list.argument("scale below 0", () -> MATRIX.resizeBy(LINEAR, -1), "[-1.0]", "positive");
    list.argument("NaN", () -> MATRIX.resizeBy(LINEAR, Double.NaN), "[NaN]", "positive");
    list.argument("infinite", () -> MATRIX.resizeBy(LINEAR, 1e308 * 10), "[Infinity]");
  }

  private static void types(ErrorList list) {
    for (DType dtype : List.of(DType.I64, DType.I32, DType.U8, DType.BOOL)) {
      list.type(
          dtype + "", () -> MATRIX.to(dtype).resize(LINEAR, 2), dtype + "[2, 3]", "F32 or F64");
    }
  }

  private static void transposed(ErrorList list) {
    list.axes((x, axis) -> x.transposedResize(LINEAR, axis, 2));
    for (Resampling rule : Resampling.values()) {
      list.argument(
          rule + " to 0", () -> MATRIX.transposedResize(rule, 0, 0), "size 0", "needs 1 to");
      list.argument(
          rule + " to -1", () -> MATRIX.transposedResize(rule, 1, -1), "size -1", "needs 1 to");
    }
    list.argument("huge", () -> MATRIX.transposedResize(LINEAR, 0, 1L << 40), "size 1099511627776");
    list.shape("nothing", () -> empty(2, 0).transposedResize(LINEAR, 1, 2), "F32[2, 0] is empty");
    for (DType dtype : List.of(DType.I64, DType.BOOL)) {
      list.type(
          dtype + "",
          () -> MATRIX.to(dtype).transposedResize(LINEAR, 0, 2),
          dtype + "[2, 3]",
          "F32 or F64");
    }
  }
}
