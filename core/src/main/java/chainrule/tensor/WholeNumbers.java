// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.View;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.spi.Operand;
import java.util.List;

/**
 * Elementwise programs over whole numbers: no step passes through a double. Each result is wrapped
 * to the type, I32 and I64 as Java does it, U8 modulo 256; BOOL is 0 and 1.
 *
 * @param name the operation
 * @param program what is computed; its constants are whole
 * @param dtype the type of all numbers
 */
record WholeNumbers(String name, Program program, DType dtype) {

  Operand run(List<Operand> inputs, Spec output) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    List<Operand> sources =
        program.sources().stream().map(source -> inputs.get(Kernels.slot(source))).toList();
    List<View> views =
        sources.stream().map(source -> source.view().expand(output.shape())).toList();
    List<Program.Instruction> instructions = program.instructions();
    long[] values = new long[instructions.size()];
    int last = program.outputs().getFirst();
    for (long i = 0; i < output.shape().count(); i++) {
      for (int step = 0; step < values.length; step++) {
        values[step] =
            switch (instructions.get(step)) {
              case Program.Load(int source, boolean _) ->
                  sources.get(source).storage().getLong(views.get(source).position(i));
              case Program.Literal(double value) -> wrapped((long) value);
              case Program.Compute compute -> wrapped(compute(compute, values, i));
            };
      }
      result.storage().setLong(i, values[last]);
    }
    return result;
  }

  private long wrapped(long value) {
    return switch (dtype) {
      case I32 -> (int) value;
      case U8 -> value & 0xff;
      case I64, BOOL -> value;
      case F32, F64 -> throw new AssertionError(dtype);
    };
  }

  private long compute(Program.Compute step, long[] values, long place) {
    long x = values[step.x()];
    long y = step.y() < 0 ? 0 : values[step.y()];
    long z = step.z() < 0 ? 0 : values[step.z()];
    return switch (step.code()) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / notZero(y, place);
      case FMOD -> x % notZero(y, place);
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case MINIMUM -> Math.min(x, y);
      case MAXIMUM -> Math.max(x, y);
      case CHOOSE -> x != 0 ? y : z;
      default -> condition(step.code(), x, y) ? 1 : 0;
    };
  }

  private static boolean condition(Code code, long x, long y) {
    return switch (code) {
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case EQUAL -> x == y;
      case AND -> x != 0 && y != 0;
      case OR -> x != 0 || y != 0;
      case NOT -> x == 0;
      default -> throw new AssertionError(code + " of whole numbers");
    };
  }

  private long notZero(long divisor, long place) {
    if (divisor == 0) {
      throw new ArgumentException(
          name + ": " + dtype + " division by 0 at place " + place + "; whole numbers have no inf",
          "keep 0 out of the divisor, or convert both with .to(DType.F64)");
    }
    return divisor;
  }

  /** A Java number that fills elements of a type: among integers it must be one of theirs. */
  static double fits(String name, double value, Spec filled) {
    boolean whole = !filled.dtype().isFloating() && filled.dtype() != DType.BOOL;
    return whole ? checked(name, value, filled) : value;
  }

  /** A Java number, which must be a value of the type. */
  static double checked(String name, double value, Spec beside) {
    double least =
        switch (beside.dtype()) {
          case I32 -> Integer.MIN_VALUE;
          case I64 -> Long.MIN_VALUE;
          default -> 0;
        };
    double above =
        switch (beside.dtype()) {
          case I32 -> 0x1p31;
          case I64 -> 0x1p63;
          default -> 256;
        };
    if (!(value >= least && value < above) || value != StrictMath.rint(value)) {
      throw new DtypeException(
          name + ": " + value + " beside " + beside + "; needs a whole number of its type",
          "convert the tensor with .to(DType.F32)");
    }
    return value;
  }
}
