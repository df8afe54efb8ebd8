// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

/**
 * The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters whose images are
 * random bits.
 *
 * <p>One round maps the counter words {@code (c0, c1, c2, c3)} to {@code (hi(M1 c2) ^ c1 ^ k0,
 * lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0))}; between rounds the key words grow by {@code W0} and
 * {@code W1}. There are ten rounds.
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

  private Philox() {}

  /** Four output words. Escape analysis keeps a short-lived block off the heap. */
  record Block(int w0, int w1, int w2, int w3) {
    int word(int n) {
      return switch (n) {
        case 0 -> w0;
        case 1 -> w1;
        case 2 -> w2;
        default -> w3;
      };
    }

    /** Words 0 and 1 as one long, word 0 low. */
    long low() {
      return join(w0, w1);
    }

    /** Words 2 and 3 as one long, word 2 low. */
    long high() {
      return join(w2, w3);
    }

    private static long join(int low, int high) {
      return ((long) high << 32) | (low & 0xFFFFFFFFL);
    }
  }

  /**
   * The image of one counter.
   *
   * @param key the key words: word 0 in the low half
   * @param low counter words 0 (low half) and 1
   * @param high counter words 2 (low half) and 3
   */
  static Block block(long key, long low, long high) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = (int) low;
    int c1 = (int) (low >>> 32);
    int c2 = (int) high;
    int c3 = (int) (high >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & 0xFFFFFFFFL);
      long p1 = M1 * (c2 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    return new Block(c0, c1, c2, c3);
  }
}
