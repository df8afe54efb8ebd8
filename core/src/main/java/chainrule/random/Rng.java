// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;

/**
 * A source of random numbers without state: an immutable 64-bit key, from which draw {@code i} is a
 * pure function of the key and {@code i}.
 *
 * <p>So the same draws come out in any order, on any thread, one by one or in bulk. Whoever needs
 * independent numbers takes a {@link #child(String) child}; the kinds of draw of one key ({@code
 * uniform}, {@code normal}, {@code below} and so on) read the same random words and are
 * <em>not</em> independent of each other. Draw indexes are unsigned: negative ones follow {@link
 * Long#MAX_VALUE}.
 *
 * <p>Block {@code j} of a key is Philox4x32-10 at counter {@code (j low, j high, 0, 0)}: four words
 * of 32 bits.
 *
 * <pre>{@code
 * Rng rng = Rng.seed(1).child("noise");
 * float first = rng.uniform(0);
 * int[] order = rng.child(epoch).permutation(60_000);
 * }</pre>
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
 * doi:10.1145/2063384.2063405; Box, Muller, "A note on the generation of random normal deviates",
 * 1958, doi:10.1214/aoms/1177706645.
 *
 * @param key the key; every value is valid
 */
public record Rng(long key) {
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

  /** The source whose key is the seed itself. */
  public static Rng seed(long seed) {
    return new Rng(seed);
  }

  /**
   * The n-th child: its key is the first two words of Philox at counter {@code (n low, n high, 0,
   * 1)}, word 0 low. No draw of this key reads that block.
   */
  public Rng child(long n) {
    return new Rng(KeyedDraws.child(key, n));
  }

  /** The child of that name: {@link #child(long)} of the FNV-1a-64 hash of the name's UTF-8. */
  public Rng child(String name) {
    return child(KeyedDraws.number(name));
  }

  /** Draw {@code i} of 32 random bits: word {@code i mod 4} of block {@code i / 4}. */
  public int bits(long i) {
    return KeyedDraws.bits(key, i);
  }

  /**
   * Draw {@code i} of 64 random bits: of block {@code i / 2}, words 0 and 1 for even {@code i},
   * words 2 and 3 for odd, the first of them low.
   */
  public long longBits(long i) {
    return KeyedDraws.longBits(key, i);
  }

  /** Draw {@code i}, uniform in [0, 1): {@code (bits(i) >>> 8) * 2^-24}. Never 1. */
  public float uniform(long i) {
    return KeyedDraws.uniform(key, i);
  }

  /** Draw {@code i}, uniform in [0, 1): {@code (longBits(i) >>> 11) * 2^-53}. Never 1. */
  public double uniformDouble(long i) {
    return KeyedDraws.uniformDouble(key, i);
  }

  /**
   * Draw {@code i} of the standard normal distribution, by Box-Muller.
   *
   * <p>Draws {@code 2j} and {@code 2j + 1} are {@code r cos(t)} and {@code r sin(t)} with {@code r
   * = sqrt(-2 log(1 - u))} and {@code t = 2 pi v}, where u and v are {@code uniformDouble(2j)}
   * (words 0 and 1 of block j) and {@code uniformDouble(2j + 1)} (words 2 and 3). Computed with
   * {@link StrictMath}; always finite, at most 8.6 in size.
   */
  public double normal(long i) {
    return KeyedDraws.normal(key, i);
  }

  /**
   * Draw {@code i}, an integer uniform in [0, bound): the high 64 bits of the 128-bit product
   * {@code longBits(i) * bound}. A value's probability is off by less than 2^-64, so no draw is
   * rejected.
   *
   * @throws ArgumentException if the bound is not positive
   */
  public int below(long i, int bound) {
    if (bound <= 0) {
      throw new ArgumentException("below: bound is " + bound + "; it must be at least 1");
    }
    return KeyedDraws.below(key, i, bound);
  }

  /**
   * A random order of 0 to n-1, by Fisher-Yates from the end: for i = n-1 down to 1 the entries at
   * {@code i} and {@code below(i, i + 1)} change places.
   *
   * @throws ArgumentException if n is negative
   * @throws LimitException if n numbers take more than three quarters of the heap, or no array
   *     holds them
   */
  public int[] permutation(int n) {
    if (n < 0) {
      throw new ArgumentException("permutation: n is " + n + "; it must be at least 0");
    }
    long most = Math.min(LONGEST_ARRAY, Runtime.getRuntime().maxMemory() / 4 * 3 / Integer.BYTES);
    if (n > most) {
      throw new LimitException("permutation: n is " + n + "; at most " + most + " numbers fit");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int other = KeyedDraws.below(key, i, i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /**
   * Writes {@code uniform(firstIndex + k)} to {@code target[from + k]} for k below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void uniform(float[] target, int from, int count, long firstIndex) {
    KeyedDraws.uniform(key, target, from, count, firstIndex);
  }

  /**
   * Writes {@code uniformDouble(firstIndex + k)} to {@code target[from + k]} for k below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void uniform(double[] target, int from, int count, long firstIndex) {
    KeyedDraws.uniform(key, target, from, count, firstIndex);
  }

  /**
   * Writes {@code normal(firstIndex + k)} to {@code target[from + k]} for k below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void normal(double[] target, int from, int count, long firstIndex) {
    KeyedDraws.normal(key, target, from, count, firstIndex);
  }

  /**
   * Writes {@code normal(firstIndex + k)}, rounded to float, to {@code target[from + k]} for k
   * below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void normal(float[] target, int from, int count, long firstIndex) {
    KeyedDraws.normal(key, target, from, count, firstIndex);
  }
}
