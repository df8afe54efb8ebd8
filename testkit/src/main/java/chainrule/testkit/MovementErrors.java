// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.LimitException;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Filling;
import chainrule.tensor.Movement;
import chainrule.tensor.Section;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Calls that movements must refuse. */
final class MovementErrors {

  private MovementErrors() {}

  static void add(Movement operation, ErrorList list) {
    switch (operation) {
      case Movement.Reshape _ -> reshape(list);
      case Movement.Permute _ -> {
        list.axes((x, axis) -> x.permute(axis, Math.floorMod(axis, 2) == 0 ? 1 : 0), MATRIX);
        list.wrongAxes((x, axis) -> x.permute(0, axis), Tensor.ones(2, 1, 2));
        list.wrongAxes(Tensor::permute, Tensor.scalar(1));
        list.index("an axis twice", () -> MATRIX.permute(1, -1), "[1, 1]", "each axis once");
        list.index("too few axes", () -> MATRIX.permute(0), "[0] for F32[2, 3]", "each axis once");
      }
      case Movement.Expand _ -> expand(list);
      case Movement.Concat _ -> concat(list);
      // Every type converts to every other.
      case Movement.Cast _ -> {}
      case Section section -> SectionErrors.add(section, list);
      case Diagonals diagonals -> SectionErrors.add(diagonals, list);
      case Filling filling -> FillingErrors.add(filling, list);
    }
  }

  private static void reshape(ErrorList list) {
    for (long size : new long[] {0, 1, 4, 5, 7, 12, 1L << 40}) {
      list.shape(
          "size " + size, () -> MATRIX.reshape(size), "F32[2, 3] has 6", "[" + size + "] has");
    }
    for (long size : new long[] {4, 5, 7, 12, 1L << 40}) {
      list.shape(
          "no whole size beside " + size,
          () -> MATRIX.reshape(size, -1),
          "[2, 3] has 6",
          "[" + size + ", -1] cannot hold");
    }
    list.shape("two open sizes", () -> MATRIX.reshape(-1, -1), "[-1, -1]", "at most one is -1");
    list.shape("beside nothing", () -> empty(0).reshape(0, -1), "[0, -1] cannot hold");
    list.shape("a number", () -> MATRIX.reshape(), "F32[2, 3] has 6", "[] has 1");
    list.shape("something of nothing", () -> empty(2, 0).reshape(1), "F32[2, 0] has 0", "[1] has");
    list.valid("6 sizes of 1", () -> Tensor.scalar(1).reshape(1, 1, 1, 1, 1, -1));
    list.valid("nothing", () -> empty(2, 0).reshape(0));
    list.valid("an open size", () -> MATRIX.reshape(6, -1));
  }

  private static void expand(ErrorList list) {
    for (long size : new long[] {0, 1, 3, 4}) {
      list.shape("2 to " + size, () -> ROW.expand(size), "[2]", "[" + size + "]");
      list.shape("2 to 5, " + size, () -> ROW.expand(5, size), "[2]", "[5, " + size + "]");
      list.shape("2 by 1 to " + size, () -> Tensor.ones(2, 1).expand(size), "[2, 1]");
    }
    list.shape("fewer axes", () -> Tensor.ones(1, 2).expand(Shape.of(2)), "F32[1, 2]", "to [2]");
    list.shape("no axis to keep", () -> ROW.expand(-1, 2), "[-1, 2]", "keeps axis 0");
    list.shape("no axes", () -> ROW.expand(), "F32[2]", "to []");
    for (long size : new long[] {Integer.MAX_VALUE - 7L, 1L << 40}) {
      list.add(
          "too large",
          () -> Tensor.ones(1).expand(Shape.of(size)),
          LimitException.class,
          size + " elements",
          "at most");
    }
    list.valid("from 1", () -> Tensor.ones(2, 1).expand(3, -1, 4));
    list.valid("to nothing", () -> Tensor.ones(1).expand(0));
    list.valid("as large as can be", () -> Tensor.ones(1).expand(Integer.MAX_VALUE - 8L));
  }

  private static void concat(ErrorList list) {
    list.axes((x, axis) -> x.concat(axis, x));
    list.types(in -> in.get(0).concat(0, in.get(1)), allAlike(2), ROW, ROW);
    list.shape("ranks", () -> ROW.concat(0, MATRIX), "F32[2]", "F32[2, 3]", "must agree");
    list.shape(
        "sizes", () -> MATRIX.concat(0, Tensor.ones(2, 2)), "F32[2, 3]", "F32[2, 2]", "axis 0");
    Tensor long0 = empty(0, 1).expand(0, 1L << 62);
    list.add(
        "a size over that of a long",
        () -> long0.concat(1, long0),
        LimitException.class,
        "4611686018427387904");
    list.type("integers", () -> ROW.concat(0, WHOLE), "F32[2]", "I64[2]", "must be equal");
  }

  /** Every type, the same in all slots. */
  static List<Set<DType>> allAlike(int slots) {
    return LongStream.range(0, slots).mapToObj(_ -> Set.of(DType.values())).toList();
  }
}
