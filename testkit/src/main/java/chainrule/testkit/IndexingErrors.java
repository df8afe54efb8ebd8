// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.tensor.Indexing;
import chainrule.tensor.Ordering;
import chainrule.tensor.Scattering;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** Calls that indexing must refuse. */
final class IndexingErrors {

  private static final Tensor HIGH = Tensor.of(DType.I64, 0, 2);
  private static final Tensor LOW = Tensor.of(DType.I32, -1, 0);
  private static final Tensor SQUARE = Tensor.of(DType.I64, new double[][] {{0, 1}, {1, 0}});

  /** Elements of any type, and indices. */
  private static final List<Set<DType>> ANY_AND_INDEX =
      List.of(Set.of(DType.values()), ErrorList.INDEX);

  private IndexingErrors() {}

  static void add(Indexing operation, ErrorList list) {
    switch (operation) {
      case Ordering op -> OrderErrors.add(op, list);
      case Indexing.IndexSelect _ -> {
        list.axes((x, axis) -> x.indexSelect(axis, WHOLE));
        list.index("too high", () -> ROW.indexSelect(0, HIGH), "index 2 at place 1", "0 to 1");
        list.index("negative", () -> ROW.indexSelect(0, LOW), "index -1 at place 0", "0 to 1");
        list.type("no integers", () -> ROW.indexSelect(0, ROW), "F32[2]", "needs I32 or I64");
        list.types(in -> in.get(0).indexSelect(0, in.get(1)), ANY_AND_INDEX, ROW, WHOLE);
        list.shape("no row", () -> ROW.indexSelect(0, SQUARE), "I64[2, 2]", "needs one axis");
      }
      case Indexing.TakeAlong _ -> {
        list.axes((x, axis) -> x.takeAlong(axis, x.less(1).to(DType.I64)));
        list.index("too high", () -> ROW.takeAlong(0, HIGH), "index 2 at place 1", "0 to 1");
        list.index("negative", () -> ROW.takeAlong(0, LOW), "index -1 at place 0", "0 to 1");
        list.type("no integers", () -> ROW.takeAlong(0, ROW), "F32[2]", "needs I32 or I64");
        list.shape("ranks", () -> MATRIX.takeAlong(0, WHOLE), "F32[2, 3]", "I64[2]", "axis 0");
        list.shape("sizes", () -> MATRIX.takeAlong(0, SQUARE), "I64[2, 2]", "must agree");
      }
      case Scattering scattering -> ScatteringErrors.add(scattering, list);
      case Indexing.OneHot _ -> {
        list.index("too high", () -> HIGH.oneHot(2), "index 2 at place 1", "0 to 1");
        list.index("negative", () -> LOW.oneHot(2), "index -1 at place 0", "0 to 1");
        list.type("no integers", () -> ROW.oneHot(2), "F32[2]", "needs I32 or I64");
        list.types(in -> in.get(0).oneHot(2), List.of(ErrorList.INDEX), WHOLE);
        list.wholes(WHOLE::oneHot, 2, Integer.MAX_VALUE);
        for (DType dtype : List.of(DType.I32, DType.U8, DType.BOOL)) {
          list.argument("in " + dtype, () -> WHOLE.oneHot(2, dtype), "in " + dtype, "F32 or F64");
        }
        list.argument("no class", () -> WHOLE.oneHot(0), "0 classes", "needs 1 or more");
        list.argument("type", () -> WHOLE.oneHot(2, DType.I64), "I64", "F32 or F64");
      }
      case Indexing.ArgMax _ -> {
        list.axes(Tensor::argmax);
        list.shape("nothing", () -> empty(2, 0).argmax(1), "axis 1 of F32[2, 0] is empty");
      }
      case Indexing.ArgMin _ -> {
        list.axes(Tensor::argmin);
        list.shape("nothing", () -> empty(2, 0).argmin(1), "axis 1 of F32[2, 0] is empty");
      }
    }
  }
}
