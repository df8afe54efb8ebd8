// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * The cofactors of one square matrix, also of a singular one: P A Q = L U with the largest of all
 * elements as pivot, then solutions with U scaled by its last pivot, so that nothing is divided by
 * a pivot that may be 0.
 *
 * <p>With A = P^T L U Q^T and u the last pivot, adj A = (product of the other pivots) (u A^-1), up
 * to the sign of the permutations. Is a pivot before the last 0, then all cofactors are.
 */
final class Adjugate {

  private final int n;
  private final double[] lu;
  private final int[] rows;
  private final int[] columns;
  private boolean odd;
  private int rank;

  /** Takes over the array. */
  Adjugate(double[] matrix, long size) {
    n = (int) size;
    lu = matrix;
    rows = Memory.ints(n);
    columns = Memory.ints(n);
    for (int k = 0; k < n; k++) {
      rows[k] = k;
      columns[k] = k;
    }
    while (rank < n && pivot(rank)) {
      eliminate(rank);
      rank++;
    }
  }

  /** Brings the largest element left to a place of the diagonal; the first of equals. */
  private boolean pivot(int k) {
    int best = k * n + k;
    for (int i = k; i < n; i++) {
      for (int j = k; j < n; j++) {
        best = Math.abs(lu[i * n + j]) > Math.abs(lu[best]) ? i * n + j : best;
      }
    }
    swap(rows, k, best / n, n, 1);
    swap(columns, k, best % n, 1, n);
    return lu[k * n + k] != 0;
  }

  private void swap(int[] order, int one, int other, int stride, int step) {
    if (one == other) {
      return;
    }
    for (int i = 0; i < n; i++) {
      double kept = lu[one * stride + i * step];
      lu[one * stride + i * step] = lu[other * stride + i * step];
      lu[other * stride + i * step] = kept;
    }
    int index = order[one];
    order[one] = order[other];
    order[other] = index;
    odd = !odd;
  }

  private void eliminate(int k) {
    for (int i = k + 1; i < n; i++) {
      double factor = lu[i * n + k] / lu[k * n + k];
      lu[i * n + k] = factor;
      for (int j = k + 1; j < n; j++) {
        lu[i * n + j] = Math.fma(-factor, lu[k * n + j], lu[i * n + j]);
      }
    }
  }

  /** The smallest pivot over the largest: about the reciprocal of the condition number. */
  double balance() {
    return n == 0 ? 1 : Math.abs(lu[n * n - 1]) / Math.abs(lu[0]);
  }

  /** The cofactors: element (i, j) is the derivative of the determinant by a[i, j]. */
  double[] cofactors() {
    double[] result = Memory.doubles(n, n);
    if (rank < n - 1) {
      return result;
    }
    double product = odd ? -1 : 1;
    for (int k = 0; k < n - 1; k++) {
      product *= lu[k * n + k];
    }
    for (int unit = 0; unit < n; unit++) {
      double[] x = scaledSolution(unit);
      for (int i = 0; i < n; i++) {
        result[rows[unit] * n + columns[i]] = product * x[i];
      }
    }
    return result;
  }

  /** The last pivot times U^-1 L^-1 e, for a unit vector e. */
  private double[] scaledSolution(int unit) {
    double[] x = Memory.doubles(n);
    x[unit] = 1;
    Substitution.run(lu, n, x, 1, false, true);
    double last = lu[n * n - 1];
    for (int i = 0; i < n - 1; i++) {
      x[i] *= last;
    }
    for (int i = n - 2; i >= 0; i--) {
      for (int j = n - 1; j > i; j--) {
        x[i] = Math.fma(-lu[i * n + j], x[j], x[i]);
      }
      x[i] /= lu[i * n + i];
    }
    return x;
  }
}
