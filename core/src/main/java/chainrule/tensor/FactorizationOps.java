// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;

/**
 * Linear systems, determinants and factorizations of the matrices in the last two axes; leading
 * axes are a batch. All compute in F64 and round once.
 */
public sealed interface FactorizationOps extends Operations permits Tensor {

  /**
   * X with A X = B, this being A.
   *
   * <p>Shapes: [.., n, n] and [.., n, k], whose batches broadcast, give [.., n, k]. A vector [n],
   * or vectors [.., n] of this batch, are right sides of one column.
   *
   * @throws ArgumentException if a matrix is singular
   * @throws NonFiniteException if a matrix holds NaN or an infinity; in B they pass through
   * @throws ShapeException if the matrices are not square or do not fit B
   */
  default Tensor solve(Tensor b) {
    Tensor a = (Tensor) this;
    boolean vectors =
        b.rank() == 1 || (b.rank() == a.rank() - 1 && b.shape().equals(a.shape().without(-1)));
    return vectors
        ? Engine.apply(new Factorization.Solve(), this, b.unsqueeze(-1)).squeeze(-1)
        : Engine.apply(new Factorization.Solve(), this, b);
  }

  /**
   * The inverse; {@link #solve} is faster and more accurate for a system. Shapes: [.., n, n].
   *
   * @throws ArgumentException if a matrix is singular
   * @throws NonFiniteException if a matrix holds NaN or an infinity
   */
  default Tensor inverse() {
    return Engine.apply(new Factorization.Inverse(), this);
  }

  /**
   * The determinant, 0 of a singular matrix, 1 of an empty one; the gradient is right also where it
   * is 0. Shapes: [.., n, n] gives [..].
   */
  default Tensor determinant() {
    return Engine.apply(new Determinants.Determinant(), this);
  }

  /** The sign of the determinant: 1, -1, or 0 of a singular matrix. No gradient passes. */
  default Tensor determinantSign() {
    return Engine.apply(new Determinants.DeterminantSign(), this);
  }

  /**
   * The logarithm of the absolute determinant, which does not overflow; -inf of a singular matrix,
   * where its gradient is infinite or NaN. Shapes: [.., n, n] gives [..].
   */
  default Tensor logAbsDeterminant() {
    return Engine.apply(new Determinants.LogAbsDeterminant(), this);
  }

  /** The logarithm of the determinant: NaN where that is negative, -inf where it is 0. */
  default Tensor logDeterminant() {
    return Named.method(
        "logDeterminant",
        () -> {
          Tensor logarithm = logAbsDeterminant();
          return determinantSign().less(0).where(Engine.number(logarithm, Double.NaN), logarithm);
        });
  }

  /**
   * The derivatives of the determinant by each element: the adjugate transposed, also of singular
   * matrices. Shapes: [.., n, n].
   */
  default Tensor cofactors() {
    return Engine.apply(new Determinants.Cofactors(), this);
  }

  /** The lower triangle L with L L^T = A; see {@link #cholesky(boolean)}. */
  default Tensor cholesky() {
    return cholesky(false);
  }

  /**
   * The triangle L with L L^T = A, or U with U^T U = A, its diagonal positive. Of A the symmetric
   * part, (A + A^T) / 2, is taken, so that the gradient is symmetric. Shapes: [.., n, n].
   *
   * @throws ArgumentException if a matrix is not positive definite; it names the first leading
   *     minor that is not positive
   * @throws NonFiniteException if a matrix holds NaN or an infinity
   */
  default Tensor cholesky(boolean upper) {
    return Engine.apply(new Factorization.Cholesky(upper), this);
  }

  /**
   * X with L L^T X = B, this being L, the lower triangle that {@link #cholesky()} gave. Shapes:
   * [.., n, n] and [.., n, k] give [.., n, k].
   */
  default Tensor choleskySolve(Tensor b) {
    return Named.method(
        "choleskySolve",
        () -> ((Tensor) this).transpose().triangularSolve(triangularSolve(b, false), true));
  }

  /** X with A X = B, of a triangular A; see {@link #triangularSolve(Tensor, boolean, boolean)}. */
  default Tensor triangularSolve(Tensor b, boolean upper) {
    return triangularSolve(b, upper, false);
  }

  /**
   * X with A X = B, where one triangle of this is A. Shapes: [.., n, n] and [.., n, k], whose
   * batches broadcast, give [.., n, k].
   *
   * @param upper whether the upper triangle is read, else the lower
   * @param unit whether the diagonal is taken for ones, without being read
   * @throws ArgumentException if an element of the diagonal is 0
   */
  default Tensor triangularSolve(Tensor b, boolean upper, boolean unit) {
    return Engine.apply(new Factorization.TriangularSolve(upper, unit), this, b);
  }

  /**
   * A = Q R with orthonormal columns in Q and R upper triangular, by Householder reflections; signs
   * as LAPACK and PyTorch have them, so that R may have negative elements on its diagonal. The
   * gradient is NaN where R has a zero there. Shapes: [.., m, n] gives q [.., m, k] and r [.., k,
   * n] with k = min(m, n).
   */
  default QrFactors qr() {
    return QrFactors.of(Engine.apply(new Spectral.Qr(), this), ((Tensor) this).size(-2));
  }

  /**
   * Eigenvalues, ascending, and eigenvectors of symmetric matrices: of the symmetric part, (A +
   * A^T) / 2, so that the gradient is symmetric. Each vector has its largest component positive,
   * the first of equals. Where values are equal the gradient of vectors is infinite or NaN, as they
   * may turn freely; that of values is not. Shapes: [.., n, n].
   */
  default EigenFactors symmetricEigen() {
    return EigenFactors.of(Engine.apply(new Spectral.SymmetricEigen(), this));
  }

  /** The eigenvalues of symmetric matrices, ascending. Shapes: [.., n, n] gives [.., n]. */
  default Tensor symmetricEigenvalues() {
    return Named.method("symmetricEigenvalues", () -> symmetricEigen().values());
  }

  /**
   * The product of {@code exponent} copies by repeated squaring; the identity for 0, powers of the
   * inverse below. Shapes: [.., n, n].
   */
  default Tensor matrixPower(int exponent) {
    return Named.method(
        "matrixPower",
        () -> {
          Tensor self = (Tensor) this;
          Shape shape = Matrices.square("matrixPower", self.spec());
          if (exponent < 0) {
            Tensor inverse = inverse();
            return exponent == Integer.MIN_VALUE
                ? inverse.matrixPower(Integer.MAX_VALUE).matmul(inverse)
                : inverse.matrixPower(-exponent);
          }
          if (exponent == 0) {
            return Tensor.full(self.dtype(), shape.without(-1), 1).diagEmbed();
          }
          Tensor square = self;
          int left = exponent;
          while (left % 2 == 0) {
            square = square.matmul(square);
            left /= 2;
          }
          Tensor product = square;
          while (left > 1) {
            square = square.matmul(square);
            left /= 2;
            product = left % 2 == 1 ? product.matmul(square) : product;
          }
          return product;
        });
  }
}
