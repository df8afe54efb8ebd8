// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;
import java.util.List;

/**
 * Where a run is, for a schedule: all that a learning rate may depend on.
 *
 * @param step 1 for the first
 * @param steps how many the run has, if nothing ends it before
 * @param stepsPerEpoch how many an epoch has
 * @param losses the test losses observed so far, one an epoch, the first first
 */
public record Moment(long step, long steps, long stepsPerEpoch, List<Double> losses) {

  /**
   * Keeps a copy of the losses.
   *
   * @throws ArgumentException if a number is below 1
   */
  public Moment {
    if (step < 1 || steps < 1 || stepsPerEpoch < 1) {
      throw new ArgumentException(
          "schedule: step "
              + step
              + " of "
              + steps
              + ", "
              + stepsPerEpoch
              + " an epoch; needs 1 or more of each");
    }
    losses = List.copyOf(losses);
  }

  /** A step of a run of one epoch. */
  public static Moment of(long step, long steps) {
    return new Moment(step, steps, steps, List.of());
  }

  /** The number of epochs that have ended before this step. */
  public long epochs() {
    return (step - 1) / stepsPerEpoch;
  }

  /** The same for a run that begins some steps later. */
  Moment after(long skipped) {
    return new Moment(step - skipped, Math.max(1, steps - skipped), stepsPerEpoch, losses);
  }
}
