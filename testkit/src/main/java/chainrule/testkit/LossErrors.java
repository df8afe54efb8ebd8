// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;
import static chainrule.testkit.ErrorList.empty;

import chainrule.array.DType;
import chainrule.error.LabelException;
import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import java.util.function.BinaryOperator;

/** Calls that the losses must refuse. */
final class LossErrors {

  private LossErrors() {}

  static void classes(ClassLoss loss, ErrorList list) {
    switch (loss) {
      case ClassLoss.CrossEntropy _ -> crossEntropy(list);
      case ClassLoss.SoftCrossEntropy _ -> {
        list.shape("ranks", () -> ROW.softCrossEntropy(ROW), "logits are F32[2]", "[n, classes]");
        list.shape(
            "labels", () -> MATRIX.softCrossEntropy(WHOLE), "F32[2, 3]", "targets are I64[2]");
        list.shape(
            "sizes", () -> MATRIX.softCrossEntropy(Tensor.ones(2, 2)), "targets are F32[2, 2]");
        list.type(
            "integers", () -> MATRIX.to(DType.I64).softCrossEntropy(MATRIX), "input is I64[2, 3]");
      }
      case ClassLoss.Hinge _ -> hinge(list);
    }
  }

  private static void hinge(ErrorList list) {
    list.shape("ranks", () -> ROW.hinge(WHOLE), "scores are F32[2]", "scores [n, classes]");
    list.shape("counts", () -> Tensor.ones(3, 2).hinge(WHOLE), "labels are I64[2]", "[n]");
    list.shape("one class", () -> Tensor.ones(2, 1).hinge(WHOLE), "F32[2, 1]", "2 classes");
    list.type("no integers", () -> MATRIX.hinge(ROW), "F32[2]", "needs I32 or I64");
    list.type("integers", () -> MATRIX.to(DType.I64).hinge(WHOLE), "input is I64[2, 3]");
    list.argument("no margin", () -> MATRIX.hinge(WHOLE, 0), "margin 0.0", "positive");
    list.argument("margin NaN", () -> MATRIX.hinge(WHOLE, Double.NaN), "margin NaN", "positive");
    list.add(
        "label too high",
        () -> MATRIX.hinge(Tensor.of(DType.I64, 0, 3)),
        LabelException.class,
        "label 3 in row 1",
        "classes are 0 to 2");
  }

  static void binary(BinaryLoss loss, ErrorList list) {
    switch (loss) {
      case BinaryLoss.OfProbabilities _ -> {
        pairs(Tensor::bce, list);
        list.argument(
            "logits", () -> ROW.bce(ROW), "F32[2] holds numbers from 1.0 to 2.0", "bceWithLogits");
        list.argument("negative", () -> ROW.minus(1.5).bce(ROW), "from -0.5 to 0.5", "from 0 to 1");
      }
      case BinaryLoss.OfLogits _ -> pairs(Tensor::bceWithLogits, list);
    }
  }

  private static void crossEntropy(ErrorList list) {
    list.shape("ranks", () -> ROW.crossEntropy(WHOLE), "logits are F32[2]", "logits [n, classes]");
    list.shape("counts", () -> Tensor.ones(3, 2).crossEntropy(WHOLE), "labels are I64[2]", "[n]");
    list.shape("no class", () -> empty(2, 0).crossEntropy(WHOLE), "F32[2, 0]", "one class");
    list.type("no integers", () -> MATRIX.crossEntropy(ROW), "F32[2]", "needs I32 or I64");
    list.type("integers", () -> MATRIX.to(DType.I64).crossEntropy(WHOLE), "input is I64[2, 3]");
    list.add(
        "label too high",
        () -> MATRIX.crossEntropy(Tensor.of(DType.I64, 0, 3)),
        LabelException.class,
        "label 3 in row 1",
        "classes are 0 to 2");
    list.add(
        "label negative",
        () -> MATRIX.crossEntropy(Tensor.of(DType.I32, -1, 0)),
        LabelException.class,
        "label -1 in row 0",
        "classes are 0 to 2");
  }

  static void squared(SquaredLoss loss, ErrorList list) {
    switch (loss) {
      case SquaredLoss.SumOfSquares _ -> pairs(Tensor::sumOfSquares, list);
      case SquaredLoss.QuadraticCost _ -> pairs(Tensor::quadraticCost, list);
      case SquaredLoss.Mse _ -> pairs(Tensor::mse, list);
      case SquaredLoss.HalfMse _ -> pairs(Tensor::halfMse, list);
    }
  }

  private static void pairs(BinaryOperator<Tensor> method, ErrorList list) {
    list.shape(
        "a target that would broadcast",
        () -> method.apply(MATRIX, Tensor.ones(3)),
        "prediction is F32[2, 3], target is F32[3]",
        "must be equal");
    list.shape(
        "a target of another shape",
        () -> method.apply(MATRIX, Tensor.ones(6)),
        "reshape the target: target.reshape(2, 3)");
    list.type(
        "types",
        () -> method.apply(ROW, ROW.to(DType.F64)),
        "prediction is F32[2], target is F64[2]",
        "both alike");
    list.type("integers", () -> method.apply(WHOLE, WHOLE), "I64[2]", "needs F32 or F64");
  }
}
