// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.View;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/** The value of a p-norm: {@code largest * (sum of (|a| / largest)^p)^(1 / p)}, all in F64. */
final class PowerSum {

  /** b, or 1 where dividing by b would make NaN of 0 or infinity. */
  private static final Expr SCALE =
      Expr.choose(Expr.of(0).less(b).and(b.lessEqual(Expr.of(Double.MAX_VALUE))), b, Expr.of(1));

  private static final Program DOWN = Program.of(DType.F64, a.then(Code.ABS).over(SCALE));
  private static final Program UP = Program.of(DType.F64, a.times(SCALE));

  private PowerSum() {}

  static Operand of(Norm.Power op, Operand input, Spec output, Context context) {
    Operand wide = input.dtype() == DType.F64 ? input : Copies.convert(input, DType.F64);
    List<Integer> axes = op.axes();
    Spec kept = new Spec(DType.F64, Folds.reduced(input.shape(), axes, true));
    Operand largest =
        Folds.run(
            new Folds.Steps(Monoid.MAXIMUM, Optional.of(Norm.SIZE), Optional.empty()),
            wide,
            axes,
            kept,
            context);
    Operand ratios = together(DOWN, wide, largest, new Spec(DType.F64, input.shape()), context);
    Operand sums = Folds.run(steps(op.p()), ratios, axes, kept, context);
    Operand norms = together(UP, sums, largest, kept, context);
    return Copies.convert(norms.with(View.of(output.shape())), output.dtype());
  }

  private static Folds.Steps steps(double p) {
    return new Folds.Steps(
        Monoid.SUM,
        Optional.of(Program.of(DType.F64, Expr.of(Code.POW, a, Expr.of(p)))),
        Optional.of(Program.of(DType.F64, Expr.of(Code.POW, a, Expr.of(1 / p)))));
  }

  private static Operand together(
      Program program, Operand first, Operand second, Spec output, Context context) {
    return Kernels.elementwise(
        program, source -> Kernels.slot(source) == 0 ? first : second, output, context);
  }
}
