// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;

import chainrule.tensor.Comparison;
import chainrule.tensor.Elementwise;
import chainrule.tensor.ExponentialUnit;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Shrinkage;
import chainrule.tensor.Tensor;

/** Numbers that elementwise operations must refuse as their attributes. */
final class ElementwiseErrors {

  private static final ErrorList.Range FINITE = ErrorList.Range.FINITE;
  private static final ErrorList.Range POSITIVE = ErrorList.Range.POSITIVE;
  private static final ErrorList.Range NOT_NEGATIVE = ErrorList.Range.NOT_NEGATIVE;

  private ElementwiseErrors() {}

  static void add(Elementwise operation, ErrorList list) {
    switch (operation) {
      case Comparison.IsClose _ -> {
        list.numbers(relative -> ROW.isClose(ROW, relative, 0), NOT_NEGATIVE);
        list.numbers(absolute -> ROW.isClose(ROW, 0, absolute), NOT_NEGATIVE);
      }
      case ExponentialUnit.Celu _ -> list.numbers(MATRIX::celu, POSITIVE);
      case Rectifier.ScaledSoftplus _ -> list.numbers(MATRIX::softplus, POSITIVE);
      case Rectifier.Threshold _ -> list.numbers(x -> MATRIX.threshold(x, 1), FINITE);
      case Rectifier.Hardtanh _ -> bounds(Tensor::hardtanh, list);
      case Shrinkage.Softshrink _ -> list.numbers(MATRIX::softshrink, NOT_NEGATIVE);
      case Shrinkage.Hardshrink _ -> list.numbers(MATRIX::hardshrink, NOT_NEGATIVE);
      default -> {}
    }
  }

  /** A method with two bounds. */
  private interface Bounded {
    Tensor apply(Tensor x, double low, double high);
  }

  private static void bounds(Bounded method, ErrorList list) {
    double[][] wrong = {{2, 1}, {0, -Double.MIN_VALUE}, {Double.NaN, 1}, {0, Double.NaN}};
    for (double[] pair : wrong) {
      list.argument(
          "bounds " + pair[0] + " and " + pair[1],
          () -> method.apply(MATRIX, pair[0], pair[1]),
          "bounds " + pair[0] + " and " + pair[1],
          "needs low <= high");
    }
    list.valid("equal bounds", () -> method.apply(MATRIX, 1, 1));
    list.valid(
        "no bounds",
        () -> method.apply(MATRIX, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }
}
