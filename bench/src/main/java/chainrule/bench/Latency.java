// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import java.util.Arrays;

/**
 * The times of single calls, in microseconds.
 *
 * @param middle half of all calls are as fast
 * @param late 99 of 100 calls are as fast
 */
record Latency(double middle, double late) {

  private static final double LATE = 0.99;
  private static final double MICRO = 1e3;
  private static final int MOST = 1 << 18;

  /** Measures every call for so long. */
  static Latency of(Contender contender, double seconds) {
    contender.begin();
    double[] times = new double[MOST];
    int count = 0;
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long last = start;
    while (last < end && count < MOST) {
      contender.run();
      long now = System.nanoTime();
      times[count++] = (now - last) / MICRO;
      last = now;
    }
    return of(Arrays.copyOf(times, count));
  }

  static Latency of(double[] times) {
    return new Latency(Statistics.median(times), Statistics.quantile(LATE, times));
  }
}
