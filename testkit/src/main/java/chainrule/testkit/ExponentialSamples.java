// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Exponential;
import chainrule.tensor.Tensor;

/** Samples of exponentials and the error function. */
final class ExponentialSamples {

  private ExponentialSamples() {}

  static void add(Exponential operation, SampleList list) {
    switch (operation) {
      case Exponential.Exp op -> list.unary(op, Tensor::exp, usual(), within(-9, 6));
      case Exponential.Expm1 op -> list.unary(op, Tensor::expm1, around(0), within(-9, 6));
      case Exponential.Erf op -> list.unary(op, Tensor::erf, around(0), within(-4, 4));
      case Exponential.Exp2 op -> list.unary(op, Tensor::exp2, usual(), within(-9, 6));
      case Exponential.Erfc op -> list.unary(op, Tensor::erfc, around(0), within(-4, 4));
    }
  }
}
