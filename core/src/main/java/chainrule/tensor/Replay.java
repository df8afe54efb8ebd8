// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.array.Shape;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Runs a gradient formula as recorded operations, one for each node, so that it can be
 * differentiated again. Bits are those of the one loop: every node rounds alike.
 */
final class Replay {

  private final Passage passage;
  private final IdentityHashMap<Expr, Tensor> done = new IdentityHashMap<>();

  Replay(Passage passage) {
    this.passage = passage;
  }

  /** The formula as a tensor of the output's shape. */
  Tensor tensor(Expr gradient) {
    Tensor result = node(gradient);
    Shape shape = passage.output().shape();
    return result.shape().equals(shape) ? result : result.expand(shape);
  }

  private Tensor node(Expr expr) {
    Tensor known = done.get(expr);
    if (known != null) {
      return known;
    }
    Tensor result =
        switch (expr) {
          case Expr.Constant(double value) -> Engine.number(passage.upstream(), value);
          case Expr.Apply(Code code, List<Expr> operands) ->
              Engine.apply(op(code), operands.stream().map(this::node).toList());
          default -> Gradients.source(expr, passage);
        };
    done.put(expr, result);
    return result;
  }

  /** The operation that computes a code. */
  private static Op op(Code code) {
    return switch (code) {
      case ADD -> new Arithmetic.Add();
      case SUBTRACT -> new Arithmetic.Sub();
      case MULTIPLY -> new Arithmetic.Mul();
      case DIVIDE -> new Arithmetic.Div();
      case FMA -> new Arithmetic.Fma();
      case NEGATE -> new Arithmetic.Neg();
      case ABS -> new Arithmetic.Abs();
      case SQRT -> new Power.Sqrt();
      case MINIMUM -> new Arithmetic.Minimum();
      case MAXIMUM -> new Arithmetic.Maximum();
      case CBRT -> new Power.Cbrt();
      case HYPOT -> new Power.Hypot();
      case EXP2 -> new Exponential.Exp2();
      case ERFC -> new Exponential.Erfc();
      case LOG2 -> new Logarithmic.Log2();
      case LOG10 -> new Logarithmic.Log10();
      case XLOGY -> new Logarithmic.Xlogy();
      case XLOG1PY -> new Logarithmic.Xlog1py();
      case LOGADDEXP -> new Logarithmic.Logaddexp();
      case FMOD -> new Rounding.Fmod();
      case COPY_SIGN -> new Arithmetic.CopySign();
      case ASIN -> new Trigonometric.Asin();
      case ACOS -> new Trigonometric.Acos();
      case ATAN2 -> new Trigonometric.Atan2();
      case SINH -> new Trigonometric.Sinh();
      case COSH -> new Trigonometric.Cosh();
      case ASINH -> new Trigonometric.Asinh();
      case ACOSH -> new Trigonometric.Acosh();
      case ATANH -> new Trigonometric.Atanh();
      case POW -> new Power.Pow();
      case ROUND -> new Rounding.Round();
      case FLOOR -> new Rounding.Floor();
      case CEIL -> new Rounding.Ceil();
      case TRUNCATE -> new Rounding.Trunc();
      case EXP -> new Exponential.Exp();
      case EXPM1 -> new Exponential.Expm1();
      case LOG -> new Logarithmic.Log();
      case LOG1P -> new Logarithmic.Log1p();
      case ERF -> new Exponential.Erf();
      case SIN -> new Trigonometric.Sin();
      case COS -> new Trigonometric.Cos();
      case TAN -> new Trigonometric.Tan();
      case ATAN -> new Trigonometric.Atan();
      case TANH -> new Sigmoidal.Tanh();
      case SIGMOID -> new Sigmoidal.Sigmoid();
      case SOFTPLUS -> new Rectifier.Softplus();
      case LESS -> new Comparison.Less();
      case LESS_EQUAL -> new Comparison.LessEqual();
      case EQUAL -> new Comparison.Equal();
      case AND -> new Comparison.And();
      case OR -> new Comparison.Or();
      case NOT -> new Comparison.Not();
      case CHOOSE -> new Comparison.Where();
      case POWER_OF_TWO, SCALE, EXPONENT, SIGNIFICAND ->
          throw new AssertionError(code + " stands in no gradient");
    };
  }
}
