// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.error.ArgumentException;
import java.util.Arrays;

/** What is said of many measurements. */
final class Statistics {

  private Statistics() {}

  /** The middle one, or the mean of the two in the middle. */
  static double median(double... values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest value that at least a share of all are not above.
   *
   * @param share above 0 to 1
   */
  static double quantile(double share, double... values) {
    if (!(share > 0 && share <= 1)) {
      throw new ArgumentException("quantile: share " + share + "; needs one above 0, up to 1");
    }
    double[] sorted = sorted(values);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /**
   * The median of the ratios of rounds that ran one after the other: a slow spell of the machine
   * meets both and so falls out.
   */
  static double pairedRatio(double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      throw new ArgumentException(
          "ratio: " + ours.length + " rounds beside " + theirs.length + "; needs pairs");
    }
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, i -> theirs[i] / ours[i]);
    return median(ratios);
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new ArgumentException("statistics: no values; needs 1 or more");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
