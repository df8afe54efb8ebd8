// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.CONDITION;
import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.LimitException;
import chainrule.tensor.Filling;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Calls that frames, triangles and masks must refuse. */
final class FillingErrors {

  private FillingErrors() {}

  static void add(Filling operation, ErrorList list) {
    switch (operation) {
      case Filling.Pad _ -> pad(list);
      case Filling.Triu _ -> triangle(list, Tensor::triu);
      case Filling.Tril _ -> triangle(list, Tensor::tril);
      case Filling.MaskedFill _ -> {
        Tensor mask = MATRIX.less(3);
        list.types(
            in -> in.get(0).maskedFill(in.get(1), 0),
            List.of(Set.of(DType.values()), CONDITION),
            MATRIX,
            mask);
        for (long size : new long[] {0, 2, 4, 7}) {
          list.shape(
              "a mask of " + size,
              () -> MATRIX.maskedFill(Tensor.ones(size).less(1), 0),
              "[" + size + "]");
        }
        for (long size : new long[] {0, 2, 5}) {
          Tensor one = Tensor.ones(1);
          list.shape(
              "a mask that stretches to " + size,
              () -> one.maskedFill(Tensor.ones(size).less(1), 0),
              "BOOL[" + size + "]",
              "only the mask stretches");
          list.shape(
              "a mask of rank 2 by " + size,
              () -> one.maskedFill(Tensor.ones(size, 1).less(1), 0),
              "only the mask stretches");
        }
        list.valid("a mask of one", () -> MATRIX.maskedFill(Tensor.scalar(1).less(1), Double.NaN));
      }
    }
  }

  private static void pad(ErrorList list) {
    list.argument("no pair", () -> ROW.pad(1), "[1]", "needs pairs");
    list.argument("no second pair", () -> MATRIX.pad(1, 1, 1), "[1, 1, 1]", "F32[2, 3]", "pairs");
    list.argument("too many pairs", () -> ROW.pad(0, 0, 1, 1), "[0, 0, 1, 1]", "one an axis");
    list.argument("a number", () -> Tensor.scalar(1).pad(1, 1), "F32[]", "one an axis");
    for (long width : new long[] {-3, -4, Long.MIN_VALUE}) {
      list.shape("crops " + width, () -> ROW.pad(width, 0), width + " and 0 on axis 0", "the 2");
      list.shape("crops behind " + width, () -> ROW.pad(0, width), "0 and " + width, "the 2");
      list.shape("crops, then widens " + width, () -> ROW.pad(9, width), "9 and " + width);
      list.shape("in front " + width, () -> MATRIX.pad(0, 0, width, 1), "on axis 0");
    }
    list.shape("crops both ends", () -> ROW.pad(-1, -2), "-1 and -2", "more than the 2");
    for (long width : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1}) {
      list.add("a width of " + width, () -> ROW.pad(width, 1), LimitException.class, "2^63 - 1");
    }
    list.valid("crops all", () -> ROW.pad(-1, -1));
    list.valid("crops all and widens", () -> ROW.pad(-2, 3));
    list.valid("no widths", () -> ROW.pad());
  }

  private static void triangle(ErrorList list, UnaryOperator<Tensor> method) {
    for (DType dtype : DType.values()) {
      for (Shape shape : List.of(Shape.SCALAR, Shape.of(0), Shape.of(1), Shape.of(3))) {
        Tensor x = Tensor.full(dtype, shape, 1);
        list.shape(
            "no matrix: " + x.spec(), () -> method.apply(x), x.spec().toString(), "two axes");
      }
      list.valid("a matrix of " + dtype, () -> method.apply(Tensor.full(dtype, Shape.of(2, 2), 1)));
    }
    list.valid("the least diagonal", () -> method.apply(MATRIX).triu(Long.MIN_VALUE));
    list.valid("the greatest diagonal", () -> method.apply(MATRIX).tril(Long.MAX_VALUE));
  }
}
