// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/**
 * How often each strength of ink occurs, in 256 steps.
 *
 * @param counts the number of pixels in each step
 */
record InkHistogram(long[] counts) {
  private static final int STEPS = 256;

  /** Of values 0 to 1. */
  static InkHistogram of(float[] ink) {
    long[] counts = new long[STEPS];
    for (float value : ink) {
      counts[Math.min(STEPS - 1, (int) (value * STEPS))]++;
    }
    return new InkHistogram(counts);
  }

  /**
   * The strength, 0 to 1, that divides paper from ink best: the variance between the two sides is
   * largest.
   *
   * <p>Source: Otsu 1979, "A threshold selection method from gray-level histograms",
   * doi:10.1109/TSMC.1979.4310076.
   */
  float threshold() {
    double total = 0;
    double moment = 0;
    for (int step = 0; step < STEPS; step++) {
      total += counts[step];
      moment += (double) step * counts[step];
    }
    double below = 0;
    double momentBelow = 0;
    double best = -1;
    int threshold = 0;
    for (int step = 0; step < STEPS - 1; step++) {
      below += counts[step];
      momentBelow += (double) step * counts[step];
      double apart = moment * below - momentBelow * total;
      double between = apart * apart / Math.max(1, below * (total - below));
      if (between > best) {
        best = between;
        threshold = step + 1;
      }
    }
    return (float) threshold / STEPS;
  }
}
