// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.cosh;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Interpreter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number with its derivative along one direction: value + slope * e, where e * e = 0. Conditions
 * are 1 and 0 without a slope.
 *
 * <p>The slopes of the codes stand here a second time, apart from the gradients of the operations.
 */
record Dual(double value, double slope) {

  /** A number that does not change. */
  static Dual constant(double value) {
    return new Dual(value, 0);
  }

  /** An expression in F64. */
  static Dual of(Expr expr, List<Dual> inputs) {
    return of(expr, inputs, new IdentityHashMap<>());
  }

  private static Dual of(Expr expr, List<Dual> inputs, Map<Expr, Dual> known) {
    Dual present = known.get(expr);
    if (present != null) {
      return present;
    }
    Dual dual =
        switch (expr) {
          case Expr.Constant(double number) -> constant(number);
          case Expr.Input(int index) -> inputs.get(index);
          case Expr.Flag(int index) -> inputs.get(index);
          case Expr.Apply(Code code, List<Expr> operands) ->
              apply(code, operands.stream().map(each -> of(each, inputs, known)).toList());
          case Expr.Upstream _ -> throw new AssertionError("a value has no upstream");
          case Expr.Output _ -> throw new AssertionError("a value is not made of itself");
        };
    known.put(expr, dual);
    return dual;
  }

  private static Dual apply(Code code, List<Dual> operands) {
    Dual a = operands.get(0);
    Dual b = operands.size() > 1 ? operands.get(1) : constant(0);
    Dual c = operands.size() > 2 ? operands.get(2) : constant(0);
    if (code == Code.CHOOSE) {
      return a.value != 0 ? b : c;
    }
    double value = Interpreter.apply(code, DType.F64, a.value, b.value, c.value);
    // A slope of 0 stays 0 where a derivative is infinite or undefined.
    boolean still = a.slope == 0 && b.slope == 0 && c.slope == 0;
    return new Dual(value, still || code.isCondition() ? 0 : slope(code, a, b, c, value));
  }

  private static double slope(Code code, Dual a, Dual b, Dual c, double value) {
    return switch (code) {
      case ADD -> a.slope + b.slope;
      case SUBTRACT -> a.slope - b.slope;
      case MULTIPLY -> times(a.slope, b.value) + times(b.slope, a.value);
      case DIVIDE -> (a.slope - times(b.slope, value)) / b.value;
      case FMA -> times(a.slope, b.value) + times(b.slope, a.value) + c.slope;
      case NEGATE -> -a.slope;
      case MINIMUM -> pick(a, b, a.value < b.value);
      case MAXIMUM -> pick(a, b, a.value > b.value);
      case COPY_SIGN -> a.slope * Math.copySign(1, a.value) * Math.copySign(1, b.value);
      case POW -> power(a, b, value);
      case ATAN2 ->
          (times(a.slope, b.value) - times(b.slope, a.value))
              / (a.value * a.value + b.value * b.value);
      case HYPOT -> times(a.slope, a.value / value) + times(b.slope, b.value / value);
      case XLOGY -> times(a.slope, log(b.value)) + times(b.slope, a.value / b.value);
      case XLOG1PY ->
          times(a.slope, StrictMath.log1p(b.value)) + times(b.slope, a.value / (1 + b.value));
      case LOGADDEXP -> times(a.slope, exp(a.value - value)) + times(b.slope, exp(b.value - value));
      case FMOD -> a.slope - times(b.slope, (double) (long) (a.value / b.value));
      case ROUND, FLOOR, CEIL, TRUNCATE -> 0;
      default -> a.slope * derivative(code, a.value, value);
    };
  }

  /** The derivative of a function of one number. */
  private static double derivative(Code code, double x, double value) {
    return switch (code) {
      case ABS -> Math.signum(x);
      case SQRT -> 0.5 / sqrt(x);
      case EXP, EXPM1 -> exp(x);
      case LOG -> 1 / x;
      case LOG1P -> 1 / (1 + x);
      case TANH -> 1 / (cosh(x) * cosh(x));
      case SIGMOID -> exp(-Math.abs(x)) / ((1 + exp(-Math.abs(x))) * (1 + exp(-Math.abs(x))));
      case SOFTPLUS -> x > 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
      case ERF -> 2 / sqrt(Math.PI) * exp(-x * x);
      case SIN -> cos(x);
      case COS -> -StrictMath.sin(x);
      case TAN -> 1 / (cos(x) * cos(x));
      case EXP2 -> log(2) * value;
      case LOG2 -> 1 / (x * log(2));
      case LOG10 -> 1 / (x * log(10));
      case ERFC -> -2 / sqrt(Math.PI) * exp(-x * x);
      case ATAN -> 1 / (1 + x * x);
      case ASIN -> 1 / sqrt((1 - x) * (1 + x));
      case ACOS -> -1 / sqrt((1 - x) * (1 + x));
      case SINH -> cosh(x);
      case COSH -> StrictMath.sinh(x);
      case ASINH -> 1 / StrictMath.hypot(1, x);
      case ACOSH -> 1 / sqrt((x - 1) * (x + 1));
      case ATANH -> 1 / ((1 - x) * (1 + x));
      case CBRT -> value / (3 * x);
      default -> throw new AssertionError("no slope is known of " + code);
    };
  }

  /** 0 times anything is 0: what does not change adds nothing. */
  private static double times(double slope, double factor) {
    return slope == 0 ? 0 : slope * factor;
  }

  /** At a tie both sides move the result by half. */
  private static double pick(Dual a, Dual b, boolean first) {
    if (a.value == b.value) {
      return 0.5 * (a.slope + b.slope);
    }
    return first ? a.slope : b.slope;
  }

  private static double power(Dual a, Dual b, double value) {
    double base = a.slope == 0 || b.value == 0 ? 0 : a.slope * b.value * pow(a.value, b.value - 1);
    return base + (b.slope == 0 ? 0 : b.slope * value * log(a.value));
  }
}
