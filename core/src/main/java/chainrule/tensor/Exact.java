// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.LimitException;

/** Sizes added and multiplied exactly, or a named error. */
final class Exact {

  private Exact() {}

  static long plus(String name, long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw new LimitException(name + ": size " + a + " + " + b + " is over 2^63 - 1");
    }
    return sum;
  }

  /** Of sizes, which are 0 or more. */
  static long times(String name, long a, long b) {
    if (b != 0 && a > Long.MAX_VALUE / b) {
      throw new LimitException(name + ": size " + a + " * " + b + " is over 2^63 - 1");
    }
    return a * b;
  }
}
