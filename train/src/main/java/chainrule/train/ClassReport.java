// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/**
 * How well one class is found. A share of nothing is 0, as scikit-learn's {@code zero_division} is
 * by default: precision where nothing was taken for the class, recall where it has no samples.
 *
 * @param number of the class, from 0
 * @param actual samples of the class
 * @param predicted samples taken for it
 * @param right samples of the class taken for it
 */
public record ClassReport(int number, long actual, long predicted, long right) {

  /** The share of the samples taken for the class that are of it. */
  public double precision() {
    return share(right, predicted);
  }

  /** The share of the samples of the class that were taken for it. */
  public double recall() {
    return share(right, actual);
  }

  /** The harmonic mean of precision and recall: 2 right / (actual + predicted). */
  public double f1() {
    return share(2 * right, actual + predicted);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
