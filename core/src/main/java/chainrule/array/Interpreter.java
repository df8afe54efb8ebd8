// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * The meaning of every {@link Code}, and the evaluator that judges all others.
 *
 * <p>Numbers are carried as doubles that hold values of the program's type; conditions as 1 and 0.
 * Rounding a double result of +, -, *, / or sqrt of floats to F32 gives the F32 result exactly
 * (Figueroa 1995, "When is double rounding innocuous?"); fma does not share that and has its own
 * line.
 */
public final class Interpreter {

  private Interpreter() {}

  /**
   * Runs a program on one element.
   *
   * @param sources a value for each source of the program, of the program's type
   * @return the results, in order
   */
  public static double[] run(Program program, double... sources) {
    double[] values = new double[program.instructions().size()];
    for (int position = 0; position < values.length; position++) {
      values[position] =
          switch (program.instructions().get(position)) {
            case Program.Load load -> sources[load.source()];
            case Program.Literal literal -> literal.value();
            case Program.Compute compute -> compute(program.dtype(), compute, values);
          };
    }
    return program.outputs().stream().mapToDouble(output -> values[output]).toArray();
  }

  private static double compute(DType dtype, Program.Compute step, double[] values) {
    double x = values[step.x()];
    double y = step.y() < 0 ? 0 : values[step.y()];
    double z = step.z() < 0 ? 0 : values[step.z()];
    return apply(step.code(), dtype, x, y, z);
  }

  /** A code applied to operands of a type; operands that it does not take are ignored. */
  public static double apply(Code code, DType dtype, double x, double y, double z) {
    return switch (code.kind()) {
      case ARITHMETIC -> arithmetic(code, dtype, x, y, z);
      case ROUNDING -> rounding(code, x);
      case BITS -> dtype == DType.F32 ? bits(code, (float) x, (float) y) : bits(code, x, y);
      case ELEMENTARY -> run(Program.of(dtype, Expr.of(code, Letters.a)), x)[0];
      case STRICT -> dtype.round(strict(code, x, y));
      case COMPARISON, LOGIC -> condition(code, x, y) ? 1 : 0;
      case CHOICE -> x != 0 ? y : z;
    };
  }

  private static double arithmetic(Code code, DType dtype, double x, double y, double z) {
    if (code == Code.FMA) {
      return dtype == DType.F32 ? Math.fma((float) x, (float) y, (float) z) : Math.fma(x, y, z);
    }
    return dtype.round(
        switch (code) {
          case ADD -> x + y;
          case SUBTRACT -> x - y;
          case MULTIPLY -> x * y;
          case DIVIDE -> x / y;
          case NEGATE -> -x;
          case ABS -> Math.abs(x);
          case SQRT -> Math.sqrt(x);
          case MINIMUM -> Math.min(x, y);
          case MAXIMUM -> Math.max(x, y);
          default -> throw new AssertionError(code);
        });
  }

  private static double rounding(Code code, double x) {
    return switch (code) {
      case ROUND -> Math.rint(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case TRUNCATE -> x < 0 || 1 / x < 0 ? Math.ceil(x) : Math.floor(x);
      default -> throw new AssertionError(code);
    };
  }

  /**
   * {@code x + 127 + 1.5 * 2^23} holds the biased exponent x + 127 in its low bits: exact, and one
   * instruction in every evaluator, where a conversion is many.
   */
  private static double bits(Code code, float x, float y) {
    return switch (code) {
      case POWER_OF_TWO ->
          Float.intBitsToFloat(Float.floatToRawIntBits(x + (0x1.8p23f + 127)) << 23);
      case SCALE ->
          Float.intBitsToFloat(Float.floatToRawIntBits(x) + (Float.floatToRawIntBits(y) << 23));
      case EXPONENT -> (Float.floatToRawIntBits(x) >>> 23) - 127;
      case SIGNIFICAND ->
          Float.intBitsToFloat((Float.floatToRawIntBits(x) & 0x007fffff) | 0x3f800000);
      case COPY_SIGN -> StrictMath.copySign(x, y);
      default -> throw new AssertionError(code);
    };
  }

  private static double bits(Code code, double x, double y) {
    return switch (code) {
      case POWER_OF_TWO ->
          Double.longBitsToDouble(Double.doubleToRawLongBits(x + (0x1.8p52 + 1023)) << 52);
      case SCALE ->
          Double.longBitsToDouble(
              Double.doubleToRawLongBits(x) + (Double.doubleToRawLongBits(y) << 52));
      case EXPONENT -> (Double.doubleToRawLongBits(x) >>> 52) - 1023;
      case SIGNIFICAND ->
          Double.longBitsToDouble(
              (Double.doubleToRawLongBits(x) & 0x000fffffffffffffL) | 0x3ff0000000000000L);
      case COPY_SIGN -> StrictMath.copySign(x, y);
      default -> throw new AssertionError(code);
    };
  }

  private static double strict(Code code, double x, double y) {
    return switch (code) {
      case SIN -> StrictFunctions.sin(x);
      case COS -> StrictFunctions.cos(x);
      case TAN -> StrictFunctions.tan(x);
      case ASIN -> StrictFunctions.asin(x);
      case ACOS -> StrictFunctions.acos(x);
      case ATAN -> StrictFunctions.atan(x);
      case SINH -> StrictFunctions.sinh(x);
      case COSH -> StrictFunctions.cosh(x);
      case ASINH -> StrictFunctions.asinh(x);
      case ACOSH -> StrictFunctions.acosh(x);
      case ATANH -> StrictFunctions.atanh(x);
      case CBRT -> StrictFunctions.cbrt(x);
      case LOG10 -> StrictFunctions.log10(x);
      case ATAN2 -> StrictFunctions.atan2(x, y);
      case POW -> StrictFunctions.pow(x, y);
      case HYPOT -> StrictFunctions.hypot(x, y);
      case XLOGY -> StrictFunctions.xlogy(x, y);
      case XLOG1PY -> StrictFunctions.xlog1py(x, y);
      case LOGADDEXP -> StrictFunctions.logaddexp(x, y);
      case FMOD -> StrictFunctions.fmod(x, y);
      default -> throw new AssertionError(code);
    };
  }

  private static boolean condition(Code code, double x, double y) {
    return switch (code) {
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case EQUAL -> x == y;
      case AND -> x != 0 && y != 0;
      case OR -> x != 0 || y != 0;
      case NOT -> x == 0;
      default -> throw new AssertionError(code);
    };
  }
}
