// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Powers of two that keep squares from overflowing and from vanishing. */
final class Powers {

  private Powers() {}

  /** Scales a matrix so that its largest element lies from 1 to 2; gives the exponent taken off. */
  static int normalize(double[] matrix) {
    double most = 0;
    for (double element : matrix) {
      most = Math.max(most, Math.abs(element));
    }
    int power = most == 0 ? 0 : Math.getExponent(most);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = Math.scalb(matrix[i], -power);
    }
    return power;
  }
}
