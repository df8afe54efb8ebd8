// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.among;
import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.usual;
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
      case Logarithmic.Log2 op -> list.unary(op, Tensor::log2, around(1), within(0.05, 9));
      case Logarithmic.Log10 op -> list.unary(op, Tensor::log10, around(1), within(0.05, 9));
      case Logarithmic.Xlogy op ->
          list.binary(
              op, Tensor::xlogy, usual(), within(0.1, 3), among(-1, 0, 0.5, 2), within(0.5, 9));
      case Logarithmic.Xlog1py op ->
          list.binary(
              op, Tensor::xlog1py, usual(), around(0), among(-1, 0, 0.5, 2), within(-0.8, 9));
      case Logarithmic.Logaddexp op ->
          list.binary(op, Tensor::logaddexp, usual(), usual(), within(-9, 9), within(-9, 9));
    }
  }
}
