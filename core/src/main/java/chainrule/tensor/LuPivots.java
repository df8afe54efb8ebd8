// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * One square matrix taken apart as P A = L U, with the largest of each column as pivot, the first
 * of equals. Elements are eliminated in the order of the columns, each by one fma.
 *
 * <p>Source: Golub, Van Loan: Matrix Computations, 4th ed. 2013, algorithm 3.4.1.
 */
final class LuPivots {

  private final int n;
  private final double[] lu;
  private final int[] rows;
  private boolean odd;
  private int zero = -1;

  /** Takes over the array. */
  LuPivots(double[] matrix, long size) {
    n = (int) size;
    lu = matrix;
    rows = Memory.ints(n);
    for (int k = 0; k < n; k++) {
      rows[k] = k;
    }
    for (int k = 0; k < n; k++) {
      eliminate(k);
    }
  }

  private void eliminate(int k) {
    int best = k;
    for (int i = k + 1; i < n; i++) {
      best = Math.abs(lu[i * n + k]) > Math.abs(lu[best * n + k]) ? i : best;
    }
    if (best != k) {
      swap(k, best);
    }
    double pivot = lu[k * n + k];
    if (pivot == 0) {
      zero = zero < 0 ? k : zero;
      return;
    }
    for (int i = k + 1; i < n; i++) {
      double factor = lu[i * n + k] / pivot;
      lu[i * n + k] = factor;
      for (int j = k + 1; j < n; j++) {
        lu[i * n + j] = Math.fma(-factor, lu[k * n + j], lu[i * n + j]);
      }
    }
  }

  private void swap(int one, int other) {
    for (int j = 0; j < n; j++) {
      double kept = lu[one * n + j];
      lu[one * n + j] = lu[other * n + j];
      lu[other * n + j] = kept;
    }
    int row = rows[one];
    rows[one] = rows[other];
    rows[other] = row;
    odd = !odd;
  }

  /** The first column without a pivot; -1 if the matrix is invertible. */
  int zero() {
    return zero;
  }

  double determinant() {
    double product = odd ? -1 : 1;
    for (int k = 0; k < n; k++) {
      product *= lu[k * n + k];
    }
    return product;
  }

  /** 1, -1, or 0. */
  double sign() {
    double sign = odd ? -1 : 1;
    for (int k = 0; k < n; k++) {
      sign *= Math.signum(lu[k * n + k]);
    }
    return sign;
  }

  /** The logarithm of the absolute determinant; -inf if it is 0. */
  double logarithm() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += StrictMath.log(Math.abs(lu[k * n + k]));
    }
    return sum;
  }

  /** X with A X = B, for columns of right sides. */
  double[] solve(double[] right, int columns) {
    double[] x = Memory.doubles(right.length);
    for (int i = 0; i < n; i++) {
      System.arraycopy(right, rows[i] * columns, x, i * columns, columns);
    }
    Substitution.run(lu, n, x, columns, false, true);
    Substitution.run(lu, n, x, columns, true, false);
    return x;
  }

  /** The inverse. */
  double[] inverse() {
    double[] identity = Memory.doubles(n, n);
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return solve(identity, n);
  }
}
