// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;

import chainrule.array.DType;
import chainrule.tensor.Scattering;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** Calls that scattering must refuse. */
final class ScatteringErrors {

  private static final Tensor HIGH = Tensor.of(DType.I64, 0, 2);
  private static final Tensor LOW = Tensor.of(DType.I32, -1, 0);

  private ScatteringErrors() {}

  static void add(Scattering operation, ErrorList list) {
    switch (operation) {
      case Scattering.IndexAdd _ -> {
        list.axes((x, axis) -> x.indexAdd(axis, WHOLE, 2), Tensor.ones(2, 2));
        list.wrongAxes((x, axis) -> x.indexAdd(axis, WHOLE, 2), Tensor.scalar(1));
        list.index("too high", () -> ROW.indexAdd(0, HIGH, 2), "index 2 at place 1", "0 to 1");
        list.index("negative", () -> ROW.indexAdd(0, LOW, 2), "index -1 at place 0", "0 to 1");
        list.type("no integers", () -> ROW.indexAdd(0, ROW, 2), "F32[2]", "needs I32 or I64");
        list.type("integers", () -> WHOLE.indexAdd(0, WHOLE, 2), "I64[2]", "needs F32 or F64");
        list.shape("counts", () -> MATRIX.indexAdd(1, WHOLE, 2), "F32[2, 3]", "each of 3");
        list.argument("size", () -> ROW.indexAdd(0, WHOLE, -1), "size -1", "needs 0 or more");
      }
      case Scattering.ScatterAdd _ -> {
        list.axes((x, axis) -> x.scatterAdd(axis, x.less(1).to(DType.I64), 2));
        list.index("too high", () -> ROW.scatterAdd(0, HIGH, 2), "index 2 at place 1", "0 to 1");
        list.index("negative", () -> ROW.scatterAdd(0, LOW, 2), "index -1 at place 0", "0 to 1");
        list.type("no integers", () -> ROW.scatterAdd(0, ROW, 2), "F32[2]", "needs I32 or I64");
        list.type("integers", () -> WHOLE.scatterAdd(0, WHOLE, 2), "I64[2]", "needs F32 or F64");
        list.shape("shapes", () -> MATRIX.scatterAdd(1, WHOLE, 2), "F32[2, 3]", "must be equal");
        list.argument("size", () -> ROW.scatterAdd(0, WHOLE, -1), "size -1", "needs 0 or more");
      }
      case Scattering.Scatter _ -> overwrite(list);
    }
  }

  private static void overwrite(ErrorList list) {
    list.axes((x, axis) -> x.scatter(axis, x.less(0).to(DType.I64), x));
    list.types(
        in -> in.get(0).scatter(0, in.get(1), in.get(2)),
        List.of(Set.of(DType.values()), ErrorList.INDEX, Set.of(DType.values())),
        ROW,
        WHOLE,
        ROW);
    list.index("too high", () -> ROW.scatter(0, HIGH, ROW), "index 2 at place 1", "0 to 1");
    list.index("negative", () -> ROW.scatter(0, LOW, ROW), "index -1 at place 0", "0 to 1");
    list.shape("ranks", () -> MATRIX.scatter(0, WHOLE, ROW), "F32[2, 3]", "I64[2]", "axis 0");
    list.shape("few sources", () -> MATRIX.scatter(0, WHOLE, Tensor.ones(1)), "I64[2]", "F32[1]");
    Tensor wide = Tensor.zeros(2, 4).to(DType.I64);
    list.shape(
        "beside the axis", () -> MATRIX.scatter(0, wide, Tensor.ones(2, 4)), "[2, 4]", "axis 0");
    list.valid("along the axis", () -> MATRIX.scatter(1, wide, Tensor.ones(2, 4)));
    list.valid("fewer", () -> MATRIX.scatter(0, wide.slice(1, 0, 1), Tensor.ones(3, 4)));
  }
}
