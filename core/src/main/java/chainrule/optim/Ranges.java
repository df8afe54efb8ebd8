// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.error.ArgumentException;

/** Checks the numbers an optimizer is made with. */
final class Ranges {

  private Ranges() {}

  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ArgumentException(name + ": " + value + "; needs a number above 0");
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new ArgumentException(name + ": " + value + "; needs 0 or more");
    }
  }

  static void fraction(String name, double value) {
    if (!(value >= 0) || value >= 1) {
      throw new ArgumentException(name + ": " + value + "; needs 0 or more, below 1");
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0) || value > 1) {
      throw new ArgumentException(name + ": " + value + "; needs 0 to 1");
    }
  }

  static void positiveShare(String name, double value) {
    if (!(value > 0) || value > 1) {
      throw new ArgumentException(name + ": " + value + "; needs a number above 0, 1 at most");
    }
  }

  static void atLeastOne(String name, double value) {
    if (!(value >= 1) || Double.isInfinite(value)) {
      throw new ArgumentException(name + ": " + value + "; needs 1 or more");
    }
  }
}
