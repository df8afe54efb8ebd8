// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.function.Function;

/** Hands work to the backend of the context, and what it declines to the reference. */
final class Kernels {

  private Kernels() {}

  static void run(Work work, Context context) {
    if (!context.backend().run(work, context.workers())) {
      Backends.reference().run(work, context.workers());
    }
  }

  /** Runs a program into fresh memory; the sources broadcast to the output. */
  static Operand elementwise(
      Program program, Function<Expr, Operand> source, Spec output, Context context) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    List<Operand> sources =
        program.sources().stream()
            .map(source)
            .map(operand -> operand.with(operand.view().expand(output.shape())))
            .toList();
    run(new Work.Elementwise(program, sources, List.of(result)), context);
    return result;
  }

  /** The input that a leaf of a program stands for. */
  static int slot(Expr source) {
    return switch (source) {
      case Expr.Input(int index) -> index;
      case Expr.Flag(int index) -> index;
      default -> throw new AssertionError(source);
    };
  }

  /** The same elements row by row in memory; the operand itself if they lie so. */
  static Operand contiguous(Operand operand, Context context) {
    return operand.view().isContiguous() ? operand : copy(operand, context);
  }

  /** The same elements in fresh row-major memory. */
  static Operand copy(Operand operand, Context context) {
    Spec spec = new Spec(operand.dtype(), operand.shape());
    return switch (operand.dtype()) {
      case F32, F64 ->
          elementwise(Program.of(operand.dtype(), new Expr.Input(0)), _ -> operand, spec, context);
      case BOOL, U8, I32, I64 -> copyOneByOne(operand);
    };
  }

  private static Operand copyOneByOne(Operand operand) {
    Operand result = Operand.allocate(operand.dtype(), operand.shape());
    for (long i = 0; i < operand.shape().count(); i++) {
      result.storage().setLong(i, operand.storage().getLong(operand.view().position(i)));
    }
    return result;
  }
}
