// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import java.util.Arrays;

/** Compares arrays bit by bit, every NaN alike. */
final class Bits {

  private Bits() {}

  /** The first index at which arrays of one type differ, or -1. */
  static int mismatch(Object first, Object second) {
    return switch (first) {
      case float[] floats -> Arrays.mismatch(floats, (float[]) second);
      case double[] doubles -> Arrays.mismatch(doubles, (double[]) second);
      case long[] longs -> Arrays.mismatch(longs, (long[]) second);
      case boolean[] flags -> Arrays.mismatch(flags, (boolean[]) second);
      default -> throw new AssertionError(first.getClass());
    };
  }
}
