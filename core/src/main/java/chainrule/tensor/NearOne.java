// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.View;
import chainrule.spi.Operand;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * F64 numbers multiplied by a power of two so that the largest along some axes lies near 1 and
 * squares neither overflow nor vanish. The power is exact, so results have the bits of a machine
 * without limits on exponents. Where the largest is 0, infinite or NaN nothing is lost either way.
 *
 * @param near the numbers after the multiplication
 * @param largest the largest absolute value along the axes, which stay with size 1
 */
record NearOne(Operand near, Operand largest) {

  private static final double SMALLEST = Double.MIN_NORMAL;
  private static final double MOST = 0x1p1022;
  private static final Program SIZE = Program.of(DType.F64, a.then(Code.ABS));
  private static final Program TIMES = Program.of(DType.F64, a.times(b));
  private static final Program DOWN = Program.of(DType.F64, power(exponent().negate()));
  private static final Program UP = Program.of(DType.F64, power(exponent()));

  /** Of a number whose power of two, and one over it, are normal numbers. */
  private static Expr exponent() {
    Expr clamped =
        Expr.of(Code.MINIMUM, Expr.of(Code.MAXIMUM, a, Expr.of(SMALLEST)), Expr.of(MOST));
    Expr finite = a.lessEqual(Expr.of(Double.MAX_VALUE));
    return Expr.choose(finite, clamped, Expr.of(1)).then(Code.EXPONENT);
  }

  private static Expr power(Expr exponent) {
    return exponent.then(Code.POWER_OF_TWO);
  }

  static NearOne of(Operand input, List<Integer> axes, Context context) {
    Operand sizes = Kernels.elementwise(SIZE, _ -> input, spec(input), context);
    Reduction most = new Reduction.MaxOfAll(axes, true);
    Spec kept = most.infer(List.of(spec(input)));
    Operand largest = most.value(List.of(sizes), kept, context);
    Operand down = Kernels.elementwise(DOWN, _ -> largest, kept, context);
    return new NearOne(product(input, down, context), largest);
  }

  /** What a function that scales with its input gives for the numbers as they were. */
  Operand restored(UnaryOperator<Operand> function, Context context) {
    Operand result = function.apply(near);
    Operand up = Kernels.elementwise(UP, _ -> largest, spec(largest), context);
    return product(result, up.with(View.of(result.shape())), context);
  }

  private static Operand product(Operand x, Operand y, Context context) {
    return Kernels.elementwise(
        TIMES, source -> Kernels.slot(source) == 0 ? x : y, spec(x), context);
  }

  private static Spec spec(Operand operand) {
    return new Spec(operand.dtype(), operand.shape());
  }
}
