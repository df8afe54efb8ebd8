// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import java.nio.charset.StandardCharsets;

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
  private static final long CHILDREN = 1L << 32;
  private static final float UNIT_24 = 0x1p-24f;
  private static final double UNIT_53 = 0x1p-53;

  /** The source whose key is the seed itself. */
  public static Rng seed(long seed) {
    return new Rng(seed);
  }

  /**
   * The n-th child: its key is the first two words of Philox at counter {@code (n low, n high, 0,
   * 1)}, word 0 low. No draw of this key reads that block.
   */
  public Rng child(long n) {
    return new Rng(Philox.block(key, n, CHILDREN).low());
  }

  /** The child of that name: {@link #child(long)} of the FNV-1a-64 hash of the name's UTF-8. */
  public Rng child(String name) {
    return child(fnv1a(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Draw {@code i} of 32 random bits: word {@code i mod 4} of block {@code i / 4}. */
  public int bits(long i) {
    return block(i >>> 2).word((int) i & 3);
  }

  /**
   * Draw {@code i} of 64 random bits: of block {@code i / 2}, words 0 and 1 for even {@code i},
   * words 2 and 3 for odd, the first of them low.
   */
  public long longBits(long i) {
    return half(block(i >>> 1), i);
  }

  /** Draw {@code i}, uniform in [0, 1): {@code (bits(i) >>> 8) * 2^-24}. Never 1. */
  public float uniform(long i) {
    return unit24(bits(i));
  }

  /** Draw {@code i}, uniform in [0, 1): {@code (longBits(i) >>> 11) * 2^-53}. Never 1. */
  public double uniformDouble(long i) {
    return unit53(longBits(i));
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
    Philox.Block block = block(i >>> 1);
    double angle = angle(block);
    return radius(block) * ((i & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
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
    return scaled(longBits(i), bound);
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
      int other = scaled(longBits(i), i + 1);
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
    int end = end("uniform", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      Philox.Block block = block(i >>> 2);
      if ((i & 3) == 0 && end - at >= 4) {
        target[at] = unit24(block.w0());
        target[at + 1] = unit24(block.w1());
        target[at + 2] = unit24(block.w2());
        target[at + 3] = unit24(block.w3());
        at += 4;
        i += 4;
      } else {
        target[at] = unit24(block.word((int) i & 3));
        at++;
        i++;
      }
    }
  }

  /**
   * Writes {@code uniformDouble(firstIndex + k)} to {@code target[from + k]} for k below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void uniform(double[] target, int from, int count, long firstIndex) {
    int end = end("uniform", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      Philox.Block block = block(i >>> 1);
      if ((i & 1) == 0 && end - at >= 2) {
        target[at] = unit53(block.low());
        target[at + 1] = unit53(block.high());
        at += 2;
        i += 2;
      } else {
        target[at] = unit53(half(block, i));
        at++;
        i++;
      }
    }
  }

  /**
   * Writes {@code normal(firstIndex + k)} to {@code target[from + k]} for k below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void normal(double[] target, int from, int count, long firstIndex) {
    int end = end("normal", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      if ((i & 1) == 0 && end - at >= 2) {
        Philox.Block block = block(i >>> 1);
        double radius = radius(block);
        double angle = angle(block);
        target[at] = radius * StrictMath.cos(angle);
        target[at + 1] = radius * StrictMath.sin(angle);
        at += 2;
        i += 2;
      } else {
        target[at] = normal(i);
        at++;
        i++;
      }
    }
  }

  /**
   * Writes {@code normal(firstIndex + k)}, rounded to float, to {@code target[from + k]} for k
   * below count.
   *
   * @throws IndexException if the range lies outside the target
   */
  public void normal(float[] target, int from, int count, long firstIndex) {
    int end = end("normal", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      if ((i & 1) == 0 && end - at >= 2) {
        Philox.Block block = block(i >>> 1);
        double radius = radius(block);
        double angle = angle(block);
        target[at] = (float) (radius * StrictMath.cos(angle));
        target[at + 1] = (float) (radius * StrictMath.sin(angle));
        at += 2;
        i += 2;
      } else {
        target[at] = (float) normal(i);
        at++;
        i++;
      }
    }
  }

  private Philox.Block block(long j) {
    return Philox.block(key, j, 0);
  }

  private static long half(Philox.Block block, long i) {
    return (i & 1) == 0 ? block.low() : block.high();
  }

  private static float unit24(int bits) {
    return (bits >>> 8) * UNIT_24;
  }

  private static double unit53(long bits) {
    return (bits >>> 11) * UNIT_53;
  }

  private static double radius(Philox.Block block) {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - unit53(block.low())));
  }

  private static double angle(Philox.Block block) {
    return 2 * StrictMath.PI * unit53(block.high());
  }

  private static int scaled(long bits, int bound) {
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }

  private static int end(String draw, int length, int from, int count) {
    if (from < 0 || count < 0 || count > length - from) {
      throw new IndexException(
          draw
              + ": from is "
              + from
              + ", count is "
              + count
              + ", the target holds "
              + length
              + "; 0 <= from, 0 <= count and from + count <= length must hold");
    }
    return from + count;
  }

  private static long fnv1a(byte[] bytes) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }
}
