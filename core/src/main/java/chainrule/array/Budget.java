// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import chainrule.error.LimitException;

/** The byte budget, checked before memory is asked for. */
final class Budget {

  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

  /** Any heap has room for as many elements: the question how large it is takes longer. */
  private static final long FEW = 1024;

  private Budget() {}

  /** Three quarters of the largest heap. */
  private static long bytes() {
    return Runtime.getRuntime().maxMemory() / 4 * 3;
  }

  /** Checks bytes that are asked for at once. */
  static void check(String what, long bytes) {
    if (bytes > bytes()) {
      throw new LimitException(
          what + ": needs " + bytes + " bytes; at most " + bytes() + " fit",
          "use a smaller batch or network, or give the JVM more heap with -Xmx");
    }
  }

  /** The number of elements as an int, if a shape of this type may be allocated. */
  static int check(DType dtype, Shape shape) {
    long count = shape.count();
    if (count <= FEW) {
      return (int) count;
    }
    long budget = bytes();
    if (count > LONGEST_ARRAY || count > budget / dtype.bytes()) {
      throw new LimitException(
          "allocation: "
              + dtype
              + shape
              + " needs "
              + count
              + " elements of "
              + dtype.bytes()
              + " bytes; at most "
              + Math.min(LONGEST_ARRAY, budget / dtype.bytes())
              + " elements fit",
          "use a smaller batch or shape, or give the JVM more heap with -Xmx");
    }
    return (int) count;
  }
}
