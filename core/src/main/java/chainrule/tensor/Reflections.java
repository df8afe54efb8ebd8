// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * One matrix A = Q R by Householder reflections, with the signs of LAPACK: a diagonal element of R
 * has the sign opposite to what it replaces, and stays as it is where the column below is 0
 * already.
 *
 * <p>Source: Golub, Van Loan: Matrix Computations, 4th ed. 2013, algorithm 5.2.1.
 */
final class Reflections {

  private final int m;
  private final int n;
  private final int k;
  private final double[] a;
  private final double[] scales;
  private final int power;

  /** Takes over the array. */
  Reflections(double[] matrix, long rows, long columns) {
    m = (int) rows;
    n = (int) columns;
    k = Math.min(m, n);
    a = matrix;
    power = Powers.normalize(matrix);
    scales = Memory.doubles(k);
    for (int column = 0; column < k; column++) {
      reflect(column);
    }
  }

  private void reflect(int c) {
    double below = 0;
    for (int i = c + 1; i < m; i++) {
      below = Math.fma(a[i * n + c], a[i * n + c], below);
    }
    if (below == 0) {
      return;
    }
    double head = a[c * n + c];
    double norm = -Math.copySign(Math.sqrt(Math.fma(head, head, below)), head);
    scales[c] = (norm - head) / norm;
    for (int i = c + 1; i < m; i++) {
      a[i * n + c] /= head - norm;
    }
    a[c * n + c] = norm;
    for (int j = c + 1; j < n; j++) {
      apply(c, a, n, j);
    }
  }

  /** Reflects a column of a matrix. */
  private void apply(int c, double[] target, int width, int j) {
    double along = target[c * width + j];
    for (int i = c + 1; i < m; i++) {
      along = Math.fma(a[i * n + c], target[i * width + j], along);
    }
    along *= scales[c];
    target[c * width + j] -= along;
    for (int i = c + 1; i < m; i++) {
      target[i * width + j] = Math.fma(-along, a[i * n + c], target[i * width + j]);
    }
  }

  /** Q, m rows, above R transposed, n rows, both of min(m, n) columns. */
  double[] packed() {
    double[] packed = Memory.doubles(m + n, k);
    for (int c = 0; c < k; c++) {
      packed[c * k + c] = 1;
    }
    for (int c = k - 1; c >= 0; c--) {
      for (int j = 0; j < k; j++) {
        apply(c, packed, k, j);
      }
    }
    for (int row = 0; row < k; row++) {
      for (int column = row; column < n; column++) {
        packed[(m + column) * k + row] = Math.scalb(a[row * n + column], power);
      }
    }
    return packed;
  }
}
