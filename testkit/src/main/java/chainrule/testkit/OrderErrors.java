// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.tensor.Ordering;
import chainrule.tensor.Scan;
import chainrule.tensor.Tensor;
import java.util.Set;

/** Calls that scans and sorting must refuse. */
final class OrderErrors {

  private OrderErrors() {}

  static void add(Scan operation, ErrorList list) {
    switch (operation) {
      case Scan.CumulativeSum _ -> list.axes(Tensor::cumsum);
      case Scan.CumulativeProduct _ -> list.axes(Tensor::cumprod);
      case Scan.CumulativeMax _ -> list.axes(Tensor::cummax);
      case Scan.CumulativeMin _ -> list.axes(Tensor::cummin);
      case Scan.LogCumulativeSumExp _ -> {
        list.axes(Tensor::logCumSumExp);
        list.types(in -> in.get(0).logCumSumExp(0), ROW);
      }
      case Scan.Recurrence _ -> {
        list.axes((x, axis) -> x.recurrence(axis, x));
        list.types(in -> in.get(0).recurrence(0, in.get(1)), ROW, ROW);
        list.ranks(in -> in.get(0).recurrence(0, in.get(1)), 1, Set.of(1), ROW, ROW);
        list.sizes(in -> in.get(0).recurrence(1, in.get(1)), 1, 1, MATRIX, MATRIX);
        list.sizes(in -> in.get(0).recurrence(1, in.get(1)), 0, 0, MATRIX, MATRIX);
      }
    }
  }

  static void add(Ordering operation, ErrorList list) {
    switch (operation) {
      case Ordering.ArgSort _ -> {
        list.axes(Tensor::argsort);
        list.axes((x, axis) -> x.argsort(axis, true));
        list.valid("nothing", () -> empty(2, 0).argsort(1));
      }
      case Ordering.ArgMedian _ ->
          one(list, Tensor::argmedian, (x, axis) -> x.argmedian(axis, true));
      case Ordering.ArgMode _ -> one(list, Tensor::argmode, (x, axis) -> x.argmode(axis, true));
      case Ordering.CumulativeArgMax _ -> list.axes(Tensor::cumArgmax);
      case Ordering.CumulativeArgMin _ -> list.axes(Tensor::cumArgmin);
      case Ordering.SearchSorted _ -> searches(list);
    }
  }

  private static void one(ErrorList list, ErrorList.Along dropped, ErrorList.Along kept) {
    list.axes(dropped);
    list.axes(kept);
    list.shape("nothing", () -> dropped.apply(empty(2, 0), 1), "axis 1 of F32[2, 0] is empty");
    list.shape("no row", () -> kept.apply(empty(0, 2), -2), "axis 0 of F32[0, 2] is empty");
    list.valid("no result", () -> dropped.apply(empty(2, 0), 0));
  }

  private static void searches(ErrorList list) {
    for (DType dtype : DType.values()) {
      if (dtype != DType.F32) {
        list.type(
            "values of " + dtype, () -> ROW.searchSorted(ROW.to(dtype)), "F32[2]", dtype + "[2]");
        list.type("a of " + dtype, () -> ROW.to(dtype).searchSorted(ROW), dtype + "[2]", "equal");
      }
    }
    list.valid("integers", () -> WHOLE.searchSorted(WHOLE));
    list.shape("a number", () -> Tensor.scalar(1).searchSorted(ROW), "a is F32[]", "needs a [n]");
    list.shape("ranks", () -> MATRIX.searchSorted(ROW), "F32[2, 3]", "F32[2]", "equal sizes");
    list.shape("rows", () -> MATRIX.searchSorted(Tensor.ones(3, 1)), "F32[3, 1]", "equal sizes");
    list.shape("more axes", () -> MATRIX.searchSorted(Tensor.ones(1, 2, 3)), "F32[1, 2, 3]");
    list.valid("row by row", () -> MATRIX.searchSorted(Tensor.ones(2, 5)));
    list.valid("any values", () -> ROW.searchSorted(Tensor.ones(2, 5, 1)));
    list.argument("falling", () -> Tensor.of(2, 1).searchSorted(ROW), "a descends at place 1");
    list.argument(
        "falling later",
        () -> Tensor.of(new double[][] {{1, 2}, {3, 2}}).searchSorted(MATRIX),
        "of row 1",
        "needs ascending");
    list.argument(
        "NaN first", () -> Tensor.of(Double.NaN, 1).searchSorted(ROW), "at place 1 of row 0");
    list.valid("NaN last", () -> Tensor.of(1, Double.NaN).searchSorted(ROW));
  }
}
