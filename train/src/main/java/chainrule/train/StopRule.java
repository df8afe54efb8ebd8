// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import java.util.Comparator;
import java.util.List;

/** When training has gone far enough; asked after each epoch. */
@FunctionalInterface
public interface StopRule {

  /** Whether to end after these epochs, of which there is at least one. */
  boolean isReached(List<EpochReport> epochs);

  /** Only after the last epoch. */
  static StopRule never() {
    return _ -> false;
  }

  /** When the training loss of an epoch is below a bound. */
  static StopRule lossBelow(double bound) {
    return epochs -> epochs.getLast().loss() < bound;
  }

  /**
   * When the test loss has not improved for some epochs.
   *
   * @param patience how many epochs without a new best; 1 or more
   */
  static StopRule withoutProgress(int patience) {
    if (patience < 1) {
      throw new ArgumentException("patience: " + patience + "; needs 1 or more");
    }
    return epochs -> {
      int best =
          epochs.stream()
              .min(Comparator.comparingDouble(report -> report.test().loss()))
              .map(EpochReport::epoch)
              .orElse(0);
      return epochs.getLast().epoch() - best >= patience;
    };
  }

  /** When either rule says so. */
  default StopRule or(StopRule other) {
    return epochs -> isReached(epochs) || other.isReached(epochs);
  }
}
