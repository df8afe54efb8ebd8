// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.WHOLE;

import chainrule.tensor.ClassLoss;
import chainrule.tensor.Composite;
import chainrule.tensor.Fused;
import chainrule.tensor.SquaredLoss;
import chainrule.tensor.Tensor;

/** Calls that softmax and its kin must refuse; {@link LossErrors} has those of the losses. */
final class CompositeErrors {

  private CompositeErrors() {}

  static void add(Fused operation, ErrorList list) {
    switch (operation) {
      case Composite.Softmax _ -> along(Tensor::softmax, list);
      case Composite.LogSoftmax _ -> along(Tensor::logSoftmax, list);
      case Composite.LogSumExp _ -> along(Tensor::logSumExp, list);
      case ClassLoss loss -> LossErrors.classes(loss, list);
      case SquaredLoss loss -> LossErrors.squared(loss, list);
    }
  }

  private static void along(ErrorList.Along method, ErrorList list) {
    list.axes(method);
    list.type("integers", () -> method.apply(WHOLE, 0), "input is I64[2]", "needs F32 or F64");
  }
}
