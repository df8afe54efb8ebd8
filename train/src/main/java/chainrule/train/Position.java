// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

/**
 * Where a run is, between two steps.
 *
 * @param epoch the epoch it is in, 1 for the first; the one just ended, while its last batch is
 *     done and the next has not begun
 * @param batches how many batches of this epoch are done
 * @param steps how many steps are done in all
 * @param lossSum the losses of this epoch so far, each times its samples
 * @param samples how many samples this epoch has seen
 * @param epochSeconds the time spent in the steps of this epoch
 * @param trainSeconds the time spent in the steps of the epochs before
 */
public record Position(
    int epoch,
    int batches,
    long steps,
    double lossSum,
    long samples,
    double epochSeconds,
    double trainSeconds) {

  /** Before the first step. */
  public static Position start() {
    return new Position(1, 0, 0, 0, 0, 0, 0);
  }
}
