// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/** Copies evenly spaced elements of any type as F64. */
final class Gather {

  private Gather() {}

  static void copy(Object array, int start, int step, double[] target, int at, int count) {
    switch (array) {
      case float[] floats -> copy(floats, start, step, target, at, count);
      case double[] doubles -> copy(doubles, start, step, target, at, count);
      case int[] ints -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = ints[start + i * step];
        }
      }
      case long[] longs -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = longs[start + i * step];
        }
      }
      case byte[] bytes -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = bytes[start + i * step] & 0xff;
        }
      }
      case boolean[] flags -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = flags[start + i * step] ? 1 : 0;
        }
      }
      default -> throw new AssertionError(array.getClass());
    }
  }

  private static void copy(
      float[] floats, int start, int step, double[] target, int at, int count) {
    if (step == 1) {
      for (int i = 0; i < count; i++) {
        target[at + i] = floats[start + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[at + i] = floats[start + i * step];
      }
    }
  }

  private static void copy(
      double[] doubles, int start, int step, double[] target, int at, int count) {
    if (step == 1) {
      System.arraycopy(doubles, start, target, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        target[at + i] = doubles[start + i * step];
      }
    }
  }
}
