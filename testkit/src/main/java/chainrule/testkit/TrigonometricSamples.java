// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
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
    }
  }
}
