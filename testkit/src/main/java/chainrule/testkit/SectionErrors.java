// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.FLOATING;
import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.empty;

import chainrule.error.LimitException;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Section;
import chainrule.tensor.Tensor;
import java.util.List;

/** Calls that parts must refuse. */
final class SectionErrors {

  private SectionErrors() {}

  static void add(Section operation, ErrorList list) {
    switch (operation) {
      case Section.Slice _ -> slice(list);
      // Made by the gradient of a slice alone, from attributes that the slice has checked.
      case Section.Place _ -> {}
      case Section.Unfold _ -> {
        list.axes((x, axis) -> x.unfold(axis, 1, 1));
        list.counts(size -> ROW.unfold(0, size, 1), 1, 2);
        list.counts(step -> ROW.unfold(0, 1, step), 1, Long.MAX_VALUE);
        list.shape("longer than the axis", () -> MATRIX.unfold(0, 3, 1), "of 3 along axis 0", "2");
        list.add(
            "too many elements",
            () -> Tensor.ones(1).expand(1 << 30).unfold(0, 1 << 29, 1),
            LimitException.class,
            "at most");
        list.valid("the longest step", () -> ROW.unfold(0, 2, Long.MAX_VALUE));
      }
      case Section.OverlapAdd _ -> overlap(list);
    }
  }

  static void add(Diagonals operation, ErrorList list) {
    switch (operation) {
      case Diagonals.Diagonal _ -> {
        list.axes((x, axis) -> x.diagonal(0, axis, axis == 0 || axis == -x.rank() ? 1 : 0), MATRIX);
        list.axes((x, axis) -> x.diagonal(1, axis == 1 ? 0 : 1, axis), Tensor.ones(2, 1, 2));
        list.wrongAxes((x, axis) -> x.diagonal(0, 0, axis), ROW);
        list.wrongAxes((x, axis) -> x.diagonal(0, axis, 0), Tensor.scalar(1));
        list.index("an axis twice", () -> MATRIX.diagonal(0, 1, -1), "axis 1 of F32[2, 3] twice");
      }
      case Diagonals.DiagEmbed _ -> embedding(list);
    }
  }

  private static void slice(ErrorList list) {
    list.axes((x, axis) -> x.slice(axis, 0, 1));
    for (long bound : new long[] {-1, -2, Long.MIN_VALUE, 3, 4, Long.MAX_VALUE}) {
      list.index("from " + bound, () -> ROW.slice(0, bound, 2), "from " + bound + " to 2", "<= 2");
      list.index("to " + bound, () -> ROW.slice(0, 0, bound), "from 0 to " + bound, "0 <= from");
    }
    list.index("from above to", () -> ROW.slice(0, 2, 1), "from 2 to 1", "from <= to");
    for (long step : new long[] {0, -1, Long.MIN_VALUE}) {
      list.argument("step " + step, () -> ROW.slice(0, 0, 2, step), "step " + step, "1 or more");
    }
    list.valid("nothing at the end", () -> ROW.slice(0, 2, 2));
    list.valid("the longest step", () -> ROW.slice(0, 0, 2, Long.MAX_VALUE));
  }

  private static void embedding(ErrorList list) {
    for (int axis : new int[] {-4, 3, 9, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      list.index("first " + axis, () -> MATRIX.diagEmbed(0, axis, 0), "new axis " + axis, "[2, 3]");
      list.index("second " + axis, () -> ROW.diagEmbed(0, 0, axis), "new axis " + axis, "[2]");
    }
    list.index("an axis twice", () -> ROW.diagEmbed(0, 0, -2), "axis 0 twice", "two axes");
    list.shape("a number", () -> Tensor.scalar(1).diagEmbed(0, 0, 0), "F32[]", "needs one axis");
    for (long offset : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -Long.MAX_VALUE}) {
      list.add(
          "offset " + offset, () -> ROW.diagEmbed(offset, 0, 1), LimitException.class, "2^63 - 1");
    }
    list.valid("in front", () -> ROW.diagEmbed(0, -2, -1));
    list.valid("behind", () -> MATRIX.diagEmbed(-1, 2, 0));
  }

  private static void overlap(ErrorList list) {
    Tensor windows = Tensor.ones(3, 2);
    for (long[] sizes : new long[][] {{1}, {1, 1}, {1, 1, 1}}) {
      list.axes((x, axis) -> x.unsqueeze(-1).overlapAdd(axis, 1, 1), Tensor.ones(sizes));
    }
    list.types(in -> in.get(0).overlapAdd(0, 4, 1), List.of(FLOATING), windows);
    for (long length : new long[] {0, 1, 2, 3, 5, 6, Long.MAX_VALUE}) {
      list.shape("length " + length, () -> windows.overlapAdd(0, length, 1), "length of " + length);
    }
    list.counts(step -> Tensor.ones(1, 2).overlapAdd(0, 2, step), 1, Long.MAX_VALUE);
    list.argument("length", () -> windows.overlapAdd(0, -1, 1), "length -1");
    list.shape("one axis", () -> ROW.overlapAdd(0, 2, 1), "shape [2]");
    list.shape("windows of nothing", () -> empty(3, 0).overlapAdd(0, 2, 1), "F32[3, 0]", "no wind");
    list.valid("one shorter", () -> windows.overlapAdd(0, 4, 1));
  }
}
