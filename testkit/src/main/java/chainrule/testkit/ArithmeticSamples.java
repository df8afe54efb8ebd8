// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.Values.around;
import static chainrule.testkit.Values.lattice;
import static chainrule.testkit.Values.nonZero;
import static chainrule.testkit.Values.usual;
import static chainrule.testkit.Values.within;

import chainrule.tensor.Arithmetic;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of sums, products and extremes. */
final class ArithmeticSamples {

  private ArithmeticSamples() {}

  static void add(Arithmetic operation, SampleList list) {
    switch (operation) {
      case Arithmetic.Add op ->
          list.binary(op, Tensor::plus, usual(), usual(), usual(), within(-9, 9));
      case Arithmetic.Sub op ->
          list.binary(op, Tensor::minus, usual(), usual(), usual(), within(-9, 9));
      case Arithmetic.Mul op ->
          list.binary(op, Tensor::times, usual(), usual(), within(-9, 9), around(0));
      case Arithmetic.Div op ->
          list.binary(op, Tensor::over, usual(), nonZero(), around(0), within(2, 9));
      case Arithmetic.Neg op -> list.unary(op, Tensor::negate, usual(), around(0));
      case Arithmetic.Abs op -> list.unary(op, Tensor::abs, nonZero(), around(0));
      case Arithmetic.Sign op -> list.unary(op, Tensor::sign, nonZero(), around(0));
      case Arithmetic.Maximum op ->
          list.binary(
              op,
              Tensor::maximum,
              lattice(0.37, 0),
              lattice(0.37, 0.1),
              lattice(0.3, 0),
              lattice(0.3, Values.NEAR));
      case Arithmetic.Minimum op ->
          list.binary(
              op,
              Tensor::minimum,
              lattice(0.37, 0),
              lattice(0.37, 0.1),
              lattice(0.3, 0),
              lattice(0.3, -Values.NEAR));
      case Arithmetic.Clamp _ -> {
        var op = new Arithmetic.Clamp(-0.5, 1.25);
        list.unary(op, x -> x.clamp(-0.5, 1.25), lattice(0.4, 0.01), around(-0.5, 1.25));
      }
      case Arithmetic.Fma op ->
          three(op, inputs -> inputs.get(0).fma(inputs.get(1), inputs.get(2)), list);
      case Arithmetic.ClampBetween op -> {
        three(op, inputs -> inputs.get(0).clamp(inputs.get(1), inputs.get(2)), list);
        list.rows(
            op,
            inputs -> inputs.get(0).clamp(inputs.get(1), inputs.get(2)),
            Input.of(around(-1, 1), 8),
            Input.of(Values.exactly(-1), 8),
            Input.of(Values.exactly(1), 8));
      }
      case Arithmetic.CopySign op ->
          list.binary(op, Tensor::copysign, nonZero(), nonZero(), around(0), around(0));
      case Arithmetic.Lerp op ->
          three(op, inputs -> inputs.get(0).lerp(inputs.get(1), inputs.get(2)), list);
      case Arithmetic.NanToNum _ -> {
        var op = new Arithmetic.NanToNum(0.5, 8, -4);
        list.unary(op, x -> x.nanToNum(0.5, 8, -4), usual(), around(0));
      }
    }
  }

  private static void three(Arithmetic op, Function<List<Tensor>, Tensor> call, SampleList list) {
    list.elementwise(op, call, Input.Kind.NUMBERS, Input.Kind.NUMBERS, Input.Kind.NUMBERS);
  }
}
