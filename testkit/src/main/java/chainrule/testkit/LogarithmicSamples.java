// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Logarithmic;
import chainrule.tensor.Tensor;

/** Samples of logarithms. */
final class LogarithmicSamples {

  private LogarithmicSamples() {}

  static void add(Logarithmic operation, SampleList list) {
    switch (operation) {
      case Logarithmic.Log op -> list.unary(op, Tensor::log, around(1), within(0.05, 9));
      case Logarithmic.Log1p op -> list.unary(op, Tensor::log1p, around(0), within(-0.9, 9));
    }
  }
}
