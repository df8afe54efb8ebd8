// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** Solves triangular systems row after row, by one fma for each element. */
final class Substitution {

  private Substitution() {}

  /**
   * Replaces right sides by solutions.
   *
   * @param matrix of which one triangle is read
   * @param unit whether its diagonal is taken for ones
   */
  static void run(
      double[] matrix, int n, double[] right, int columns, boolean upper, boolean unit) {
    for (int step = 0; step < n; step++) {
      int row = upper ? n - 1 - step : step;
      for (int done = 0; done < step; done++) {
        int other = upper ? n - 1 - done : done;
        double factor = matrix[row * n + other];
        for (int j = 0; j < columns; j++) {
          int place = row * columns + j;
          right[place] = Math.fma(-factor, right[other * columns + j], right[place]);
        }
      }
      if (!unit) {
        for (int j = 0; j < columns; j++) {
          right[row * columns + j] /= matrix[row * n + row];
        }
      }
    }
  }
}
