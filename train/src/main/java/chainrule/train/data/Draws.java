// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.random.Rng;

/** The draws of one key in their order, fetched by the block. */
final class Draws {
  private static final int AHEAD = 64;
  private static final double UNIT_VARIANCE = Math.sqrt(3);

  private final float[] fetched = new float[AHEAD];
  private Rng rng = Rng.seed(0);
  private long index;

  /** Starts over, at draw 0 of the key. */
  void restart(Rng key) {
    rng = key;
    index = 0;
  }

  /** Uniform in [0, 1). */
  double unit() {
    int at = (int) (index % AHEAD);
    if (at == 0) {
      rng.uniform(fetched, 0, AHEAD, index);
    }
    index++;
    return fetched[at];
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Of mean 0 and that standard deviation, bell-shaped, never beyond 3.5 deviations. */
  double bell(double deviation) {
    double sum = unit() + unit() + unit() + unit() - 2;
    return deviation * UNIT_VARIANCE * sum;
  }
}
