// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

/** Copies a strip of b so that its rows follow one another. */
final class Packing {

  /** Columns and steps of a block that is turned while it is in the first cache. */
  private static final int BLOCK = 16;

  private Packing() {}

  /**
   * Copies {@code target[to + p * width + j] = source[at + p * down + j * across]}.
   *
   * @param depth the number of p
   * @param width the number of j
   */
  static void strip(
      Object source, int at, int down, int across, Object target, int to, int depth, int width) {
    if (across == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(source, at + p * down, target, to + p * width, width);
      }
      return;
    }
    for (int p = 0; p < depth; p += BLOCK) {
      int steps = Math.min(BLOCK, depth - p);
      for (int j = 0; j < width; j += BLOCK) {
        int from = at + p * down + j * across;
        int into = to + p * width + j;
        int columns = Math.min(BLOCK, width - j);
        if (source instanceof float[] floats) {
          turn(floats, from, down, across, (float[]) target, into, steps, width, columns);
        } else {
          turn(
              (double[]) source,
              from,
              down,
              across,
              (double[]) target,
              into,
              steps,
              width,
              columns);
        }
      }
    }
  }

  private static void turn(
      float[] source,
      int from,
      int down,
      int across,
      float[] target,
      int into,
      int steps,
      int width,
      int columns) {
    for (int p = 0; p < steps; p++) {
      for (int j = 0; j < columns; j++) {
        target[into + p * width + j] = source[from + p * down + j * across];
      }
    }
  }

  private static void turn(
      double[] source,
      int from,
      int down,
      int across,
      double[] target,
      int into,
      int steps,
      int width,
      int columns) {
    for (int p = 0; p < steps; p++) {
      for (int j = 0; j < columns; j++) {
        target[into + p * width + j] = source[from + p * down + j * across];
      }
    }
  }
}
