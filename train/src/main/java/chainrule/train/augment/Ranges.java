// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.error.ArgumentException;

/** Checks of parameters. */
final class Ranges {

  private Ranges() {}

  /** Refuses a number outside of a range, and what is no number. */
  static void check(String name, String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new ArgumentException(
          "augmentation: "
              + name
              + ": "
              + what
              + " "
              + AugmentationText.number(value)
              + "; needs "
              + AugmentationText.number(least)
              + " to "
              + AugmentationText.number(most));
    }
  }
}
