// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import java.util.function.Supplier;

/** Where a run saves itself, so that it can go on after its process has ended. */
public interface Checkpoints {

  /** Why a run may be saved now. */
  enum Occasion {
    /** A step is done. */
    STEP,
    /** An epoch is done and measured. */
    EPOCH,
    /** The run is asked to end before its time: the last chance. */
    INTERRUPTED,
    /** The run is done. */
    FINISHED
  }

  /**
   * Saves the run, if this is the time.
   *
   * @param occasion why it is asked
   * @param steps how many are done
   * @param snapshot the state; made when it is asked for, which copies all weights
   */
  void offer(Occasion occasion, long steps, Supplier<Snapshot> snapshot);

  /** Saves nothing. */
  static Checkpoints none() {
    return (_, _, _) -> {};
  }
}
