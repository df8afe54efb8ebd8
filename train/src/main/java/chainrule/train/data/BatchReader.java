// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ChainruleException;
import chainrule.error.StateException;
import java.util.function.BooleanSupplier;

/** Reads batches of one epoch into memory; for one thread. */
final class BatchReader {

  /** What reads on. */
  static final BooleanSupplier NEVER = () -> false;

  private final LoadingPlan plan;
  private final int[] order;

  BatchReader(LoadingPlan plan, int[] order) {
    this.plan = plan;
    this.order = order;
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
      read(order[from + row], row, inputs, targets);
    }
  }

  private void read(int place, int row, Storage inputs, Storage targets) {
    try {
      plan.data().read(place, inputs, targets, row);
    } catch (ChainruleException fault) {
      fault.passedThrough("sample " + place + " of " + plan.data().name());
      throw fault;
    } catch (RuntimeException fault) {
      StateException named =
          new StateException(
              "loader: sample " + place + " of " + plan.data().name() + ": " + fault,
              "mend the dataset: it failed to read this sample");
      named.initCause(fault);
      throw named;
    }
  }
}
