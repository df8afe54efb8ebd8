// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

/** A kernel that transposes square blocks, as wide as a vector is long. */
interface Turn {

  /**
   * Copies {@code target[to + p * width + j] = source[at + j * across + p]} for all j of a vector
   * and as many p as the blocks have.
   *
   * @param picks the lanes picked in each stage, from {@link TurnCode#picks}
   * @param source {@code float[]} or {@code double[]} like the others
   * @param blocks the number of blocks, one after another along p
   */
  void run(
      Object picks,
      Object source,
      int at,
      int across,
      Object target,
      int to,
      int width,
      int blocks);
}
