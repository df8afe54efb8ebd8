// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.among;
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
      case Rounding.RoundTo _ -> {
        var op = new Rounding.RoundTo(1);
        list.unary(op, x -> x.round(1), lattice(0.1, 0.03), around(-0.15, 0.05, 0.25));
      }
      case Rounding.Frac op -> list.unary(op, Tensor::frac, flat, jumps);
      case Rounding.Fmod op ->
          list.binary(
              op, Tensor::fmod, lattice(1, 0.3), among(-2, 2, 1.6), around(-4, 4), among(2));
      case Rounding.Remainder op ->
          list.binary(
              op, Tensor::remainder, lattice(1, 0.3), among(-2, 2, 1.6), around(-4, 4), among(2));
      case Rounding.FloorDivide op ->
          list.binary(
              op, Tensor::floorDivide, lattice(1, 0.3), among(-2, 2, 1.6), around(-4, 4), among(2));
    }
  }
}
