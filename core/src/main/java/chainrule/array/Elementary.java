// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/**
 * Own kernels of the elementary functions, written in arithmetic so that all evaluators agree.
 *
 * <p>Every branch of a {@link Code#CHOOSE} is computed in vector code, so there are few of them,
 * and the branch not taken may hold anything.
 *
 * <p>Source: the methods are those of J.-M. Muller, Elementary Functions, 3rd ed. 2016, chapters 3
 * (polynomials), 11 (range reduction) and 13; P. T. P. Tang 1989, doi:10.1145/63522.214389 (exp)
 * and 1990, doi:10.1145/98267.98294 (log). The coefficients are our own, by the Remez exchange with
 * 50 digits.
 */
final class Elementary {

  private Elementary() {}

  /** A function of {@link Code.Kind#ELEMENTARY} applied to x, in arithmetic for a type. */
  static Expr expand(Code code, Expr x, DType dtype) {
    Exponential exponential = Exponential.of(dtype);
    return switch (code) {
      case EXP -> exponential.exp(x);
      case EXPM1 -> exponential.expm1(x);
      case TANH -> exponential.tanh(x);
      case SIGMOID -> exponential.sigmoid(x);
      case LOG -> Logarithm.of(dtype).log(x);
      case LOG1P -> Logarithm.of(dtype).log1p(x);
      case SOFTPLUS -> Softplus.of(dtype).softplus(x);
      case EXP2 -> exponential.exp2(x);
      case LOG2 -> Logarithm.of(dtype).log2(x);
      case ERFC -> ComplementaryError.of(dtype).erfc(x);
      case ERF -> ErrorFunction.of(dtype).erf(x);
      default -> throw new AssertionError(code);
    };
  }
}
