// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.tensor.Deviation;
import chainrule.tensor.Norm;
import chainrule.tensor.Reduction;
import chainrule.tensor.Tally;
import chainrule.tensor.Tensor;
import java.util.function.UnaryOperator;

/** Calls that reductions must refuse. */
final class ReductionErrors {

  private static final double INF = Double.POSITIVE_INFINITY;

  private ReductionErrors() {}

  /** A method with some axes. */
  private interface Along {
    Tensor apply(Tensor x, int... axes);
  }

  static void add(Reduction operation, ErrorList list) {
    switch (operation) {
      case Reduction.Sum _ -> several(list, Tensor::sum, Tensor::sumKeep);
      case Reduction.Mean _ -> {
        several(list, Tensor::mean, Tensor::meanKeep);
        floating(list, Tensor::mean);
      }
      case Reduction.Product _ -> several(list, Tensor::prod, Tensor::prodKeep);
      case Reduction.Max _ -> one(list, Tensor::max, Tensor::maxKeep);
      case Reduction.Min _ -> one(list, Tensor::min, Tensor::minKeep);
      case Reduction.MaxOfAll _ -> extreme(list, Tensor::amax, Tensor::amaxKeep);
      case Reduction.MinOfAll _ -> extreme(list, Tensor::amin, Tensor::aminKeep);
      case Norm op -> norm(op, list);
      case Deviation.Variance _ -> {
        several(list, Tensor::variance, (x, axes) -> x.variance(0, true, axes));
        floating(list, Tensor::variance);
      }
      case Deviation.Standard _ -> {
        several(list, Tensor::std, (x, axes) -> x.std(0, true, axes));
        floating(list, Tensor::std);
      }
      case Tally.Any _ -> several(list, Tensor::any, Tensor::anyKeep);
      case Tally.All _ -> several(list, Tensor::all, Tensor::allKeep);
      case Tally.Nonzero _ -> several(list, Tensor::countNonzero, Tensor::countNonzeroKeep);
    }
  }

  private static void norm(Norm operation, ErrorList list) {
    switch (operation) {
      case Norm.Euclidean _ -> several(list, Tensor::norm, Tensor::normKeep);
      case Norm.Absolute _ -> several(list, Tensor::norm1, Tensor::norm1Keep);
      case Norm.Power _ -> {
        several(list, (x, axes) -> x.pNorm(3, axes), (x, axes) -> x.pNormKeep(0.5, axes));
        for (double p : new double[] {0, -0.0, -1, -Double.MIN_VALUE, Double.NaN}) {
          list.argument("p " + p, () -> MATRIX.pNorm(p), "p is " + p, "needs a number above 0");
        }
        list.valid("p just above 0", () -> MATRIX.pNorm(Double.MIN_VALUE));
      }
      case Norm.Largest _ -> {
        list.method("pNorm");
        extreme(list, (x, axes) -> x.pNorm(INF, axes), (x, axes) -> x.pNormKeep(INF, axes));
        floating(list, x -> x.pNorm(INF));
      }
      case Norm.Smallest _ -> {
        list.method("pNorm");
        extreme(list, (x, axes) -> x.pNorm(-INF, axes), (x, axes) -> x.pNormKeep(-INF, axes));
        floating(list, x -> x.pNorm(-INF));
      }
    }
    if (!(operation instanceof Norm.Largest || operation instanceof Norm.Smallest)) {
      floating(list, x -> operation instanceof Norm.Power ? x.pNorm(3) : applied(operation, x));
    }
  }

  private static Tensor applied(Norm operation, Tensor x) {
    return operation instanceof Norm.Absolute ? x.norm1() : x.norm();
  }

  private static void several(ErrorList list, Along dropped, Along kept) {
    list.axes((x, axis) -> dropped.apply(x, axis));
    list.axes((x, axis) -> kept.apply(x, axis));
    for (Along method : new Along[] {dropped, kept}) {
      list.index(
          "an axis twice", () -> method.apply(MATRIX, 0, -2), "axes [0, -2] of shape [2, 3]");
      list.index("an axis again", () -> method.apply(MATRIX, 1, 0, 1), "[1, 0, 1]", "at most once");
      list.valid("every axis", () -> method.apply(MATRIX, 1, 0));
    }
  }

  private static void extreme(ErrorList list, Along dropped, Along kept) {
    several(list, dropped, kept);
    for (Along method : new Along[] {dropped, kept}) {
      list.shape(
          "nothing", () -> method.apply(empty(0, 3)), "F32[0, 3] is empty", "needs at least");
      list.shape("no row", () -> method.apply(empty(2, 0), 1), "axis 1 of F32[2, 0] is empty");
      list.valid("no result", () -> method.apply(empty(2, 0), 0));
    }
  }

  private static void one(ErrorList list, ErrorList.Along dropped, ErrorList.Along kept) {
    list.axes(dropped);
    list.axes(kept);
    list.shape("nothing", () -> dropped.apply(empty(2, 0), 1), "axis 1 of F32[2, 0] is empty");
    list.shape("no row", () -> kept.apply(empty(0, 2), -2), "axis 0 of F32[0, 2] is empty");
    list.valid("no result", () -> dropped.apply(empty(2, 0), 0));
  }

  private static void floating(ErrorList list, UnaryOperator<Tensor> method) {
    for (DType dtype : new DType[] {DType.BOOL, DType.U8, DType.I32, DType.I64}) {
      list.type(
          "numbers of " + dtype,
          () -> method.apply(MATRIX.to(dtype)),
          "input is " + dtype + "[2, 3]",
          "needs F32 or F64");
    }
    list.valid("F64", () -> method.apply(MATRIX.to(DType.F64)));
  }
}
