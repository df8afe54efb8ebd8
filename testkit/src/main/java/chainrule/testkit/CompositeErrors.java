// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.WHOLE;

import chainrule.tensor.BinaryLoss;
import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.Convolution;
import chainrule.tensor.DistanceLoss;
import chainrule.tensor.Fused;
import chainrule.tensor.Gate;
import chainrule.tensor.LabelLoss;
import chainrule.tensor.PairLoss;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import java.util.List;

/**
 * Calls that softmax and its kin and maxout must refuse; {@link ProductErrors} and {@link
 * LossErrors} have those of products and losses.
 */
final class CompositeErrors {

  private CompositeErrors() {}

  static void add(Fused operation, ErrorList list) {
    switch (operation) {
      case Composite.Softmax _ -> along(Tensor::softmax, list);
      case Composite.LogSoftmax _ -> along(Tensor::logSoftmax, list);
      case Composite.LogSumExp _ -> {
        along((x, axis) -> x.logSumExp(axis), list);
        along((x, axis) -> x.logSumExpKeep(axis), list);
        list.index("an axis twice", () -> MATRIX.logSumExp(0, -2), "axes [0, -2]", "at most once");
      }
      case Composite.Maxout _ -> {
        list.shape("no groups", () -> MATRIX.maxout(2), "F32[2, 3]", "whole groups of 2");
        list.shape("a number", () -> Tensor.scalar(1).maxout(1), "F32[]", "a last axis");
        list.argument("no pieces", () -> MATRIX.maxout(0), "groups of 0", "needs 1 or more");
        list.type("integers", () -> WHOLE.maxout(2), "input is I64[2]", "needs F32 or F64");
      }
      case Composite.Glu _ -> {
        for (Tensor even : List.of(Tensor.ones(2), Tensor.ones(2, 4), Tensor.ones(4, 2, 2))) {
          list.axes(Tensor::glu, even);
          list.types(in -> in.get(0).glu(0), even);
        }
        list.wrongAxes(Tensor::glu, Tensor.scalar(1));
        list.shape("odd", () -> MATRIX.glu(1), "axis 1 of F32[2, 3] has 3", "needs two halves");
        list.shape("one", () -> Tensor.ones(1).glu(-1), "axis 0 of F32[1] has 1", "two halves");
      }
      case Convolution convolution -> ConvolutionErrors.add(convolution, list);
      case VectorProduct product -> ProductErrors.vectors(product, list);
      case TensorProduct product -> ProductErrors.tensors(product, list);
      case ClassLoss loss -> LossErrors.classes(loss, list);
      case BinaryLoss loss -> LossErrors.binary(loss, list);
      case SquaredLoss loss -> LossErrors.squared(loss, list);
      case Gate gate -> throw Samples.unknown(gate);
      case PairLoss loss -> LossErrors.pairs(loss, list);
      case LabelLoss loss -> LossErrors.labels(loss, list);
      case DistanceLoss loss -> LossErrors.distances(loss, list);
    }
  }

  private static void along(ErrorList.Along method, ErrorList list) {
    list.axes(method);
    list.type("integers", () -> method.apply(WHOLE, 0), "input is I64[2]", "needs F32 or F64");
  }
}
