// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** (A + A^T) / 2 of one matrix; the bits of A where it is symmetric. */
final class SymmetricPart {

  private SymmetricPart() {}

  static void take(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double one = a[i * n + j];
        double other = a[j * n + i];
        double mean = one == other ? one : 0.5 * one + 0.5 * other;
        a[i * n + j] = mean;
        a[j * n + i] = mean;
      }
    }
  }
}
