// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Code;
import chainrule.array.Expr;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the scalar program of an operation as a Java expression, with the signs it needs. */
final class JavaExpr {

  private static final int LOOSEST = 0;
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int EQUAL = 3;
  private static final int COMPARE = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int SIGN = 7;
  private static final int TIGHTEST = 8;

  private final List<String> inputs;
  private final String output;
  private final String upstream;
  private final Routines used;

  /**
   * A writer.
   *
   * @param inputs what stands for the inputs
   * @param output what stands for the value of the operation
   * @param upstream what stands for the gradient that arrives
   * @param used takes note of the methods called
   */
  JavaExpr(List<String> inputs, String output, String upstream, Routines used) {
    this.inputs = inputs;
    this.output = output;
    this.upstream = upstream;
    this.used = used;
  }

  /** A number; a condition as 1 or 0. */
  String of(Expr expr) {
    return expr.isCondition() ? write(expr, OR) + " ? 1.0 : 0.0" : write(expr, LOOSEST);
  }

  /** The same where it is a factor. */
  String factor(Expr expr) {
    return write(expr, PRODUCT + 1);
  }

  private String write(Expr expr, int around) {
    return switch (expr) {
      case Expr.Constant(double value) ->
          around == LOOSEST ? Literals.alone(value) : Literals.of(value);
      case Expr.Input(int index) -> inputs.get(index);
      case Expr.Flag(int index) -> within(inputs.get(index) + " != 0", EQUAL, around);
      case Expr.Upstream _ -> upstream;
      case Expr.Output _ -> output;
      case Expr.Apply(Code code, List<Expr> operands) -> apply(code, operands, around);
    };
  }

  private String apply(Code code, List<Expr> operands, int around) {
    return switch (code) {
      case ADD -> infix("+", SUM, operands, around);
      case SUBTRACT -> infix("-", SUM, operands, around);
      case MULTIPLY -> infix("*", PRODUCT, operands, around);
      case DIVIDE -> infix("/", PRODUCT, operands, around);
      case LESS -> infix("<", COMPARE, operands, around);
      case LESS_EQUAL -> infix("<=", COMPARE, operands, around);
      case EQUAL -> infix("==", EQUAL, operands, around);
      case AND -> infix("&&", AND, operands, around);
      case OR -> infix("||", OR, operands, around);
      case NEGATE -> within("-" + write(operands.getFirst(), TIGHTEST), SIGN, around);
      case NOT -> within("!" + write(operands.getFirst(), TIGHTEST), SIGN, around);
      case CHOOSE -> choose(operands, around);
      case FMA -> call("Math.fma", operands);
      case ABS -> call("Math.abs", operands);
      case SQRT -> call("Math.sqrt", operands);
      case MINIMUM -> call("Math.min", operands);
      case MAXIMUM -> call("Math.max", operands);
      case ROUND -> call("Math.rint", operands);
      case FLOOR -> call("Math.floor", operands);
      case CEIL -> call("Math.ceil", operands);
      case TRUNCATE -> truncate(operands.getFirst(), around);
      case POWER_OF_TWO -> "Math.scalb(1.0, (int) " + write(operands.getFirst(), TIGHTEST) + ")";
      case SCALE -> throw new AssertionError(code + " stands only in expanded functions");
      case EXPONENT -> call("Math.getExponent", operands);
      case SIGNIFICAND -> significand(write(operands.getFirst(), LOOSEST));
      case COPY_SIGN -> call("Math.copySign", operands);
      case EXP,
          EXPM1,
          LOG,
          LOG1P,
          TANH,
          SIN,
          COS,
          TAN,
          ATAN,
          POW,
          ASIN,
          ACOS,
          ATAN2,
          SINH,
          COSH,
          CBRT,
          HYPOT,
          LOG10 ->
          call("StrictMath." + code.symbol(), operands);
      case FMOD -> infix("%", PRODUCT, operands, around);
      case LOG2 ->
          infix(
              "/",
              PRODUCT,
              List.of(operands.getFirst().then(Code.LOG), Expr.of(2).then(Code.LOG)),
              around);
      case EXP2 -> "StrictMath.pow(2, " + arguments(operands) + ")";
      case SIGMOID, SOFTPLUS, ERF, ERFC, ASINH, ACOSH, ATANH, XLOGY, XLOG1PY, LOGADDEXP ->
          used.call(Routine.valueOf(code.name()), arguments(operands));
    };
  }

  private String infix(String sign, int level, List<Expr> operands, int around) {
    String text =
        write(operands.get(0), level) + " " + sign + " " + write(operands.get(1), level + 1);
    return within(text, level, around);
  }

  private String choose(List<Expr> operands, int around) {
    String text =
        write(operands.get(0), OR)
            + " ? "
            + write(operands.get(1), OR)
            + " : "
            + write(operands.get(2), OR);
    return within(text, LOOSEST, around);
  }

  private String truncate(Expr operand, int around) {
    String x = write(operand, TIGHTEST);
    return within(x + " < 0 ? Math.ceil(" + x + ") : Math.floor(" + x + ")", LOOSEST, around);
  }

  private static String significand(String x) {
    return "Math.scalb(" + x + ", -Math.getExponent(" + x + "))";
  }

  private String call(String method, List<Expr> operands) {
    return method + "(" + arguments(operands) + ")";
  }

  private String arguments(List<Expr> operands) {
    return operands.stream()
        .map(operand -> write(operand, LOOSEST))
        .collect(Collectors.joining(", "));
  }

  private static String within(String text, int level, int around) {
    return level < around ? "(" + text + ")" : text;
  }
}
