// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
    return withoutProgress(patience, 0);
  }

  /**
   * When the test loss has not fallen for some epochs by more than a difference. NaN is no
   * progress.
   *
   * @param patience how many epochs without a new best; 1 or more
   * @param difference how much below the best so far a new best is; 0 or more
   * @throws ArgumentException if one is out of range
   */
  static StopRule withoutProgress(int patience, double difference) {
    return stuck(patience, difference, report -> -report.test().loss());
  }

  /**
   * When the {@linkplain Evaluation#score score} on the test data, accuracy or R2, has not grown
   * for some epochs by more than a difference. NaN is no progress.
   *
   * @param patience how many epochs without a new best; 1 or more
   * @param difference how much over the best so far a new best is; 0 or more
   * @throws ArgumentException if one is out of range
   */
  static StopRule scoreWithoutProgress(int patience, double difference) {
    return stuck(patience, difference, report -> report.test().score());
  }

  private static StopRule stuck(
      int patience, double difference, ToDoubleFunction<EpochReport> figure) {
    if (patience < 1) {
      throw new ArgumentException("patience: " + patience + "; needs 1 or more");
    }
    if (!(difference >= 0 && difference < Double.POSITIVE_INFINITY)) {
      throw new ArgumentException("difference: " + difference + "; needs a number from 0 on");
    }
    return epochs -> {
      int best = epochs.getFirst().epoch();
      double most = Double.NEGATIVE_INFINITY;
      for (EpochReport report : epochs) {
        double value = figure.applyAsDouble(report);
        if (value > most + difference) {
          most = value;
          best = report.epoch();
        }
      }
      return epochs.getLast().epoch() - best >= patience;
    };
  }

  /** When either rule says so. */
  default StopRule or(StopRule other) {
    return epochs -> isReached(epochs) || other.isReached(epochs);
  }
}
