// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.nn.Parameters;
import java.util.List;

/**
 * What a training run came to.
 *
 * @param plan what it set out to do
 * @param epochs the epochs that were completed
 * @param test how the network does on the test data at the end
 * @param trainSeconds the time spent in steps; loading and evaluation are left out
 * @param ending why it ended
 */
public record Run(
    TrainingPlan plan,
    List<EpochReport> epochs,
    Evaluation test,
    double trainSeconds,
    Ending ending) {

  /** Why a run ended. */
  public enum Ending {
    /** All epochs were done. */
    COMPLETED,
    /** The stop rule said so. */
    STOPPED,
    /** It was asked to end before its time. */
    INTERRUPTED
  }

  /** Keeps its own copy of the epochs. */
  public Run {
    epochs = List.copyOf(epochs);
  }

  /** The digest of the network's leaves; equal digests mean equal bits. */
  public String weightsSha256() {
    return Parameters.of(plan.network()).sha256();
  }
}
