// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.error.ArgumentException;
import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into fixed bins, the same for all layers and epochs, so that two can be
 * laid side by side: narrow around 0, wide far away.
 *
 * @param counts of the bin below the first edge, of those from an edge up to the next, and of the
 *     one from the last edge on; NaN is in none
 */
public record Histogram(List<Long> counts) {

  /** Where a bin ends and the next begins. */
  public static final List<Double> EDGES =
      List.of(
          -100.0, -10.0, -3.0, -1.0, -0.3, -0.1, -0.03, -0.01, -0.001, 0.0, 0.001, 0.01, 0.03, 0.1,
          0.3, 1.0, 3.0, 10.0, 100.0);

  private static final double[] BOUNDS = EDGES.stream().mapToDouble(edge -> edge).toArray();

  /**
   * Keeps its own copy of the counts.
   *
   * @throws ArgumentException if there is not one for each bin
   */
  public Histogram {
    counts = List.copyOf(counts);
    if (counts.size() != EDGES.size() + 1) {
      throw new ArgumentException(
          "histogram: " + counts.size() + " counts; needs " + (EDGES.size() + 1));
    }
  }

  /** The bins of some values. */
  public static Histogram of(double... values) {
    long[] counts = new long[BOUNDS.length + 1];
    for (double value : values) {
      if (!Double.isNaN(value)) {
        counts[bin(value)]++;
      }
    }
    return new Histogram(Arrays.stream(counts).boxed().toList());
  }

  /** The number of edges at or below a value. */
  private static int bin(double value) {
    int bin = 0;
    for (int step = 16; step > 0; step /= 2) {
      if (bin + step <= BOUNDS.length && BOUNDS[bin + step - 1] <= value) {
        bin += step;
      }
    }
    return bin;
  }
}
