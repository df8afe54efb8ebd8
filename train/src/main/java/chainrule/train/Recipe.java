// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.optim.Accumulation;
import chainrule.optim.Descent;
import chainrule.optim.Schedule;
import chainrule.train.augment.Augmentation;

/**
 * How a network is trained: all that the bits of its weights depend on, the network, the loss and
 * the data aside.
 *
 * @param descent how parameters follow their gradients
 * @param schedule the course of the learning rate over all steps
 * @param epochs how many at most
 * @param batch samples a step
 * @param accumulation in how many passes a step takes them
 * @param augmentation how samples are changed, anew in each epoch
 * @param seed of the order of the samples, and of what layers draw
 * @param keep which weights a run ends with
 */
public record Recipe(
    Descent descent,
    Schedule schedule,
    int epochs,
    int batch,
    Accumulation accumulation,
    Augmentation augmentation,
    long seed,
    Keep keep) {

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
}
