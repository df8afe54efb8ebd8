// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.lattice;

import chainrule.tensor.Rounding;
import chainrule.tensor.Tensor;

/** Samples of rounding, on the flat and near the jumps. */
final class RoundingSamples {

  private RoundingSamples() {}

  static void add(Rounding operation, SampleList list) {
    Values flat = lattice(1, 0.3);
    Values jumps = around(-2, -1, 0, 1, 2);
    switch (operation) {
      case Rounding.Round op ->
          list.unary(op, Tensor::round, flat, around(-1.5, -0.5, 0.5, 1.5, 2.5));
      case Rounding.Floor op -> list.unary(op, Tensor::floor, flat, jumps);
      case Rounding.Ceil op -> list.unary(op, Tensor::ceil, flat, jumps);
      case Rounding.Trunc op -> list.unary(op, Tensor::trunc, flat, jumps);
    }
  }
}
