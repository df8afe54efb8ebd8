// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Exponential;
import chainrule.tensor.Tensor;

/** Samples of exponentials, logarithms and functions of angles. */
final class ExponentialSamples {

  private ExponentialSamples() {}

  static void add(Exponential operation, SampleList list) {
    switch (operation) {
      case Exponential.Exp op -> list.unary(op, Tensor::exp, usual(), within(-9, 6));
      case Exponential.Expm1 op -> list.unary(op, Tensor::expm1, around(0), within(-9, 6));
      case Exponential.Log op -> list.unary(op, Tensor::log, around(1), within(0.05, 9));
      case Exponential.Log1p op -> list.unary(op, Tensor::log1p, around(0), within(-0.9, 9));
      case Exponential.Erf op -> list.unary(op, Tensor::erf, around(0), within(-4, 4));
      case Exponential.Sin op -> list.unary(op, Tensor::sin, usual(), within(-9, 9));
      case Exponential.Cos op -> list.unary(op, Tensor::cos, usual(), within(-9, 9));
      case Exponential.Tan op -> list.unary(op, Tensor::tan, around(0), within(-1.2, 1.2));
      case Exponential.Atan op -> list.unary(op, Tensor::atan, usual(), within(-9, 9));
    }
  }
}
