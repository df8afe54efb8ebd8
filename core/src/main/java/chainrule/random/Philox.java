// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

/**
 * The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters whose images are
 * random bits.
 *
 * <p>One round maps the counter words {@code (c0, c1, c2, c3)} to {@code (hi(M1 c2) ^ c1 ^ k0,
 * lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0))}; between rounds the key words grow by {@code W0} and
 * {@code W1}. There are ten rounds. Two words are held as one long, the first of them low, so that
 * a block is two longs and nothing is allocated.
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
    long a = low;
    long b = high;
    for (int round = 0; round < ROUNDS; round++) {
      long next = mixed(M1 * (b & WORD), a, k0);
      b = mixed(M0 * (a & WORD), b, k1);
      a = next;
      k0 += W0;
      k1 += W1;
    }
    return last ? b : a;
  }

  /** The upper half of a product with the upper word of its other half's old words and a key. */
  private static long mixed(long product, long words, int key) {
    return (((product ^ words) >>> 32) ^ (key & WORD)) | (product << 32);
  }

  /** Uniform numbers of 24 bits from the four words of each block, from draw {@code first} on. */
  static void uniform(long key, long first, float[] target, int from, int end) {
    long index = first;
    for (int at = from; at < end; at += 4, index += 4) {
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      long a = index >>> 2;
      long b = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long next = mixed(M1 * (b & WORD), a, k0);
        b = mixed(M0 * (a & WORD), b, k1);
        a = next;
        k0 += W0;
        k1 += W1;
      }
      target[at] = unit24((int) a);
      target[at + 1] = unit24((int) (a >>> 32));
      target[at + 2] = unit24((int) b);
      target[at + 3] = unit24((int) (b >>> 32));
    }
  }

  /** Uniform numbers of 53 bits from the two halves of each block, from draw {@code first} on. */
  static void uniform(long key, long first, double[] target, int from, int end) {
    long index = first;
    for (int at = from; at < end; at += 2, index += 2) {
      int k0 = (int) key;
      int k1 = (int) (key >>> 32);
      long a = index >>> 1;
      long b = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long next = mixed(M1 * (b & WORD), a, k0);
        b = mixed(M0 * (a & WORD), b, k1);
        a = next;
        k0 += W0;
        k1 += W1;
      }
      target[at] = unit53(a);
      target[at + 1] = unit53(b);
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
