// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** The Cholesky triangle of one matrix, row after row, each element by a chain of fma. */
final class CholeskyRows {

  private CholeskyRows() {}

  /**
   * Replaces a matrix by the triangle of its symmetric part.
   *
   * @param upper whether the triangle is transposed
   * @return 0, or the order of the first leading minor that is not positive
   */
  static int run(double[] a, int n, boolean upper) {
    SymmetricPart.take(a, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double left = a[i * n + j];
        for (int k = 0; k < j; k++) {
          left = Math.fma(-a[i * n + k], a[j * n + k], left);
        }
        if (i == j && !(left > 0)) {
          return i + 1;
        }
        a[i * n + j] = i == j ? Math.sqrt(left) : left / a[j * n + j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[j * n + i] = upper ? a[i * n + j] : 0;
        a[i * n + j] = upper ? 0 : a[i * n + j];
      }
    }
    return 0;
  }
}
