// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.among;
import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.nonZero;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Power;
import chainrule.tensor.Tensor;

/** Samples of powers and roots. */
final class PowerSamples {

  private PowerSamples() {}

  static void add(Power operation, SampleList list) {
    switch (operation) {
      case Power.Square op -> list.unary(op, Tensor::square, usual(), around(0));
      case Power.Sqrt op -> list.unary(op, Tensor::sqrt, within(0.1, 3), within(5, 50));
      case Power.Reciprocal op -> list.unary(op, Tensor::reciprocal, nonZero(), within(3, 9));
      case Power.Pow op ->
          list.binary(
              op, Tensor::pow, within(0.2, 2), usual(), within(0.5, 2), among(-1, 0, 0.5, 1, 2, 3));
      case Power.Rsqrt op -> list.unary(op, Tensor::rsqrt, within(0.1, 3), within(5, 50));
      case Power.Cbrt op -> list.unary(op, Tensor::cbrt, nonZero(), within(5, 50));
      case Power.Hypot op ->
          list.binary(op, Tensor::hypot, usual(), nonZero(), nonZero(), around(0));
    }
  }
}
