// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Schedule;

/**
 * How a network is trained: all that the bits of its weights depend on, the network, the loss and
 * the data aside.
 *
 * @param optimizer how parameters follow their gradients
 * @param schedule the course of the learning rate over all steps
 * @param epochs how many at most
 * @param batch samples a step
 * @param seed of the order of the samples, and of what layers draw
 * @param keep which weights a run ends with
 */
public record Recipe(
    Optimizer optimizer, Schedule schedule, int epochs, int batch, long seed, Keep keep) {

  /** Which weights a run ends with. */
  public enum Keep {
    /** Those after the last step. */
    LAST,
    /** Those after the epoch with the smallest loss on the watched data; the first of equals. */
    BEST
  }

  /**
   * Checks the numbers.
   *
   * @throws ArgumentException if one is not positive
   */
  public Recipe {
    if (epochs < 1) {
      throw new ArgumentException("epochs: " + epochs + "; needs 1 or more");
    }
    if (batch < 1) {
      throw new ArgumentException("batch: " + batch + "; needs 1 or more");
    }
  }

  /** Adam at rate 0.001, falling along a cosine, 5 epochs, batches of 128, seed 1, last weights. */
  public static Recipe standard() {
    return new Recipe(Adam.rate(1e-3), new Schedule.Cosine(), 5, 128, 1, Keep.LAST);
  }
}
