// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

/**
 * The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters whose images are
 * random bits.
 *
 * <p>One round maps the counter words {@code (c0, c1, c2, c3)} to {@code (hi(M1 c2) ^ c1 ^ k0,
 * lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0))}; between rounds the key words grow by {@code W0} and
 * {@code W1}. There are ten rounds, written out where blocks are made so that none is an object.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
 * doi:10.1145/2063384.2063405.
 */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long WORD = 0xFFFFFFFFL;
  private static final float UNIT_24 = 0x1p-24f;
  private static final double UNIT_53 = 0x1p-53;

  private Philox() {}

  /**
   * Half of the image of a counter.
   *
   * @param key the key words: word 0 in the low half
   * @param low counter words 0 (low half) and 1
   * @param high counter words 2 (low half) and 3
   * @param last whether words 2 and 3 are meant rather than 0 and 1
   */
  static long half(long key, long low, long high, boolean last) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = (int) low;
    int c1 = (int) (low >>> 32);
    int c2 = (int) high;
    int c3 = (int) (high >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & WORD);
      long p1 = M1 * (c2 & WORD);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    return last ? join(c2, c3) : join(c0, c1);
  }

  private static long join(int low, int high) {
    return ((long) high << 32) | (low & WORD);
  }

  /** Uniform numbers of 24 bits from the four words of each block, from draw {@code first} on. */
  static void uniform(long key, long first, float[] target, int from, int end) {
    long index = first;
    for (int at = from; at < end; at += 4, index += 4) {
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      int c0 = (int) (index >>> 2);
      int c1 = (int) (index >>> 34);
      int c2 = 0;
      int c3 = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long p0 = M0 * (c0 & WORD);
        long p1 = M1 * (c2 & WORD);
        c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
        c1 = (int) p1;
        c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
        c3 = (int) p0;
        k0 += W0;
        k1 += W1;
      }
      target[at] = unit24(c0);
      target[at + 1] = unit24(c1);
      target[at + 2] = unit24(c2);
      target[at + 3] = unit24(c3);
    }
  }

  /** Uniform numbers of 53 bits from the two halves of each block, from draw {@code first} on. */
  static void uniform(long key, long first, double[] target, int from, int end) {
    long index = first;
    for (int at = from; at < end; at += 2, index += 2) {
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      int c0 = (int) (index >>> 1);
      int c1 = (int) (index >>> 33);
      int c2 = 0;
      int c3 = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long p0 = M0 * (c0 & WORD);
        long p1 = M1 * (c2 & WORD);
        c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
        c1 = (int) p1;
        c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
        c3 = (int) p0;
        k0 += W0;
        k1 += W1;
      }
      target[at] = unit53(join(c0, c1));
      target[at + 1] = unit53(join(c2, c3));
    }
  }

  /** The upper 24 of 32 bits, in [0, 1). */
  static float unit24(int bits) {
    return (bits >>> 8) * UNIT_24;
  }

  /** The upper 53 of 64 bits, in [0, 1). */
  static double unit53(long bits) {
    return (bits >>> 11) * UNIT_53;
  }
}
