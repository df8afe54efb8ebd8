// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import java.util.List;

/** Rounding to integers, which the Vector API lacks, written in arithmetic with the same bits. */
final class Lowering {

  private final Program program;
  private final Expr[] exprs;

  private Lowering(Program program) {
    this.program = program;
    exprs = new Expr[program.instructions().size()];
  }

  /** An equal program over the same sources without the codes of {@link Code.Kind#ROUNDING}. */
  static Program of(Program program) {
    boolean rounds =
        program.instructions().stream()
            .anyMatch(instruction ->
                instruction instanceof Program.Compute compute
                    && compute.code().kind() == Code.Kind.ROUNDING);
    return rounds ? new Lowering(program).lower() : program;
  }

  private Program lower() {
    for (int position = 0; position < exprs.length; position++) {
      exprs[position] =
          switch (program.instructions().get(position)) {
            case Program.Literal literal -> Expr.of(literal.value());
            case Program.Load load -> program.sources().get(load.source());
            case Program.Compute compute -> compute(compute);
          };
    }
    List<Expr> results = program.outputs().stream().map(output -> exprs[output]).toList();
    return Program.of(program.dtype(), program.sources(), results);
  }

  private Expr compute(Program.Compute compute) {
    Expr x = exprs[compute.x()];
    Code code = compute.code();
    return switch (code.kind()) {
      case ROUNDING -> round(code, x);
      default ->
          switch (code.arity()) {
            case 1 -> Expr.of(code, x);
            case 2 -> Expr.of(code, x, exprs[compute.y()]);
            default -> Expr.of(code, x, exprs[compute.y()], exprs[compute.z()]);
          };
    };
  }

  /**
   * Adding 2^23 (2^52 in F64) to a smaller magnitude rounds it to an integer, halves to even;
   * taking it away is exact. Magnitudes above are integers already, and NaN is below nothing.
   */
  private Expr round(Code code, Expr x) {
    double shift = program.dtype() == DType.F32 ? 0x1p23 : 0x1p52;
    Expr size = x.then(Code.ABS);
    Expr nearest = Expr.of(Code.COPY_SIGN, size.plus(shift).minus(shift), x);
    Expr whole =
        switch (code) {
          case ROUND -> nearest;
          case FLOOR -> Expr.choose(x.less(nearest), nearest.minus(1), nearest);
          case CEIL -> Expr.choose(nearest.less(x), nearest.plus(1), nearest);
          case TRUNCATE ->
              Expr.choose(
                  size.less(nearest.then(Code.ABS)), nearest.then(Code.ABS).minus(1), nearest);
          default -> throw new AssertionError(code);
        };
    Expr signed = code == Code.ROUND ? whole : Expr.of(Code.COPY_SIGN, whole, x);
    return Expr.choose(size.less(shift), signed, x);
  }
}
