// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.nonZero;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Tensor;
import chainrule.tensor.Trigonometric;

/** Samples of functions of angles and their hyperbolic kin. */
final class TrigonometricSamples {

  private TrigonometricSamples() {}

  static void add(Trigonometric operation, SampleList list) {
    switch (operation) {
      case Trigonometric.Sin op -> list.unary(op, Tensor::sin, usual(), within(-9, 9));
      case Trigonometric.Cos op -> list.unary(op, Tensor::cos, usual(), within(-9, 9));
      case Trigonometric.Tan op -> list.unary(op, Tensor::tan, around(0), within(-1.2, 1.2));
      case Trigonometric.Atan op -> list.unary(op, Tensor::atan, usual(), within(-9, 9));
      case Trigonometric.Asin op -> list.unary(op, Tensor::asin, within(-0.95, 0.95), around(0));
      case Trigonometric.Acos op -> list.unary(op, Tensor::acos, within(-0.95, 0.95), around(0));
      case Trigonometric.Atan2 op ->
          list.binary(op, Tensor::atan2, usual(), nonZero(), nonZero(), around(0));
      case Trigonometric.Sinh op -> list.unary(op, Tensor::sinh, around(0), within(-5, 5));
      case Trigonometric.Cosh op -> list.unary(op, Tensor::cosh, around(0), within(-5, 5));
      case Trigonometric.Asinh op -> list.unary(op, Tensor::asinh, around(0), within(-9, 9));
      case Trigonometric.Acosh op -> list.unary(op, Tensor::acosh, within(1.1, 3), within(3, 50));
      case Trigonometric.Atanh op -> list.unary(op, Tensor::atanh, around(0), within(-0.9, 0.9));
    }
  }
}
