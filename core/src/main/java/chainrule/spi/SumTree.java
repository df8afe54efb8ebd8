// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/**
 * The fixed tree in which values are joined, whatever the number of threads or lanes.
 *
 * <p>Positions fall in blocks of 4096. In a block lane l of 16 joins elements l, l+16, ... from the
 * start value; the lanes join as l+8, l+4, l+2, l+1; the blocks join as neighbouring pairs, level
 * by level, an odd one carried up. Joining the start value into what began with it changes nothing,
 * so lanes that met no element may be left out.
 */
public final class SumTree {

  /** Elements in a block. */
  public static final int BLOCK = 4096;

  /** Lanes in a block. */
  public static final int LANES = 16;

  private SumTree() {}

  /** The number of blocks for a number of elements. */
  public static long blocks(long count) {
    return (count + BLOCK - 1) / BLOCK;
  }

  /** Sixteen lanes, joined; the array is used up. */
  public static double lanes(Monoid monoid, double[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        lanes[lane] = monoid.join(lanes[lane], lanes[lane + half]);
      }
    }
    return lanes[0];
  }

  /**
   * Block results in order, joined; the array is used up. No blocks give the start value.
   *
   * @param from where the first of them lies
   */
  public static double pairs(Monoid monoid, double[] blocks, int from, int count) {
    if (count == 0) {
      return monoid.start();
    }
    for (int left = count; left > 1; left = (left + 1) / 2) {
      for (int pair = 0; pair < left / 2; pair++) {
        blocks[from + pair] = monoid.join(blocks[from + 2 * pair], blocks[from + 2 * pair + 1]);
      }
      if (left % 2 == 1) {
        blocks[from + left / 2] = blocks[from + left - 1];
      }
    }
    return blocks[from];
  }
}
