// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import java.util.function.BooleanSupplier;

/** Reads batches of one epoch into memory; for one thread. */
final class BatchReader {

  /** What reads on. */
  static final BooleanSupplier NEVER = () -> false;

  private final LoadingPlan plan;
  private final int[] order;
  private final SampleReader samples;

  BatchReader(LoadingPlan plan, int epoch, int[] order) {
    this.plan = plan;
    this.order = order;
    samples = SampleReader.of(plan, epoch);
  }

  /**
   * Reads a batch, or its beginning if it is told to stop.
   *
   * @param number from 0
   */
  void read(int number, Storage inputs, Storage targets, BooleanSupplier stopped) {
    int from = number * plan.batch();
    int count = plan.count(number);
    for (int row = 0; row < count && !stopped.getAsBoolean(); row++) {
      samples.read(order[from + row], inputs, targets, row);
    }
  }
}
