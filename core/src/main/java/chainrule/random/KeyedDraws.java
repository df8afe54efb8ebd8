// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

import chainrule.error.IndexException;
import java.nio.charset.StandardCharsets;

/**
 * The draws of {@link Rng} for who holds a key as a number, by loops that allocate nothing: draw
 * {@code i} of {@code key} is draw {@code i} of {@code new Rng(key)}.
 *
 * <p>Source: as for {@link Rng}.
 */
public final class KeyedDraws {

  private static final long CHILDREN = 1L << 32;

  private KeyedDraws() {}

  /** The key of {@link Rng#child(long)}. */
  public static long child(long key, long n) {
    return Philox.half(key, n, CHILDREN, false);
  }

  /** The number of the child of a name: the FNV-1a-64 hash of its UTF-8. */
  public static long number(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** {@link Rng#bits}. */
  public static int bits(long key, long i) {
    return (int) (Philox.half(key, i >>> 2, 0, (i & 2) != 0) >>> ((i & 1) << 5));
  }

  /** {@link Rng#longBits}. */
  public static long longBits(long key, long i) {
    return Philox.half(key, i >>> 1, 0, (i & 1) != 0);
  }

  /** {@link Rng#uniform(long)}. */
  public static float uniform(long key, long i) {
    return Philox.unit24(bits(key, i));
  }

  /** {@link Rng#uniformDouble}. */
  public static double uniformDouble(long key, long i) {
    return Philox.unit53(longBits(key, i));
  }

  /** {@link Rng#normal(long)}. */
  public static double normal(long key, long i) {
    double radius = radius(uniformDouble(key, i & -2));
    double angle = angle(uniformDouble(key, i | 1));
    return radius * ((i & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /** {@link Rng#below} for a bound of 1 or more. */
  public static int below(long key, long i, int bound) {
    return (int) Math.unsignedMultiplyHigh(longBits(key, i), bound);
  }

  /**
   * {@link Rng#uniform(float[], int, int, long)}.
   *
   * @throws IndexException if the range lies outside the target
   */
  public static void uniform(long key, float[] target, int from, int count, long firstIndex) {
    int end = end("uniform", target.length, from, count);
    int first = Math.min(end, from + ((int) -firstIndex & 3));
    int last = first + ((end - first) & -4);
    for (int at = from; at < first; at++) {
      target[at] = uniform(key, firstIndex + (at - from));
    }
    Philox.uniform(key, firstIndex + (first - from), target, first, last);
    for (int at = last; at < end; at++) {
      target[at] = uniform(key, firstIndex + (at - from));
    }
  }

  /**
   * {@link Rng#uniform(double[], int, int, long)}.
   *
   * @throws IndexException if the range lies outside the target
   */
  public static void uniform(long key, double[] target, int from, int count, long firstIndex) {
    int end = end("uniform", target.length, from, count);
    int first = Math.min(end, from + ((int) firstIndex & 1));
    int last = first + ((end - first) & -2);
    for (int at = from; at < first; at++) {
      target[at] = uniformDouble(key, firstIndex + (at - from));
    }
    Philox.uniform(key, firstIndex + (first - from), target, first, last);
    for (int at = last; at < end; at++) {
      target[at] = uniformDouble(key, firstIndex + (at - from));
    }
  }

  /**
   * {@link Rng#normal(double[], int, int, long)}.
   *
   * @throws IndexException if the range lies outside the target
   */
  public static void normal(long key, double[] target, int from, int count, long firstIndex) {
    int end = end("normal", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      if ((i & 1) == 0 && end - at >= 2) {
        double radius = radius(uniformDouble(key, i));
        double angle = angle(uniformDouble(key, i + 1));
        target[at] = radius * StrictMath.cos(angle);
        target[at + 1] = radius * StrictMath.sin(angle);
        at += 2;
        i += 2;
      } else {
        target[at] = normal(key, i);
        at++;
        i++;
      }
    }
  }

  /**
   * {@link Rng#normal(float[], int, int, long)}.
   *
   * @throws IndexException if the range lies outside the target
   */
  public static void normal(long key, float[] target, int from, int count, long firstIndex) {
    int end = end("normal", target.length, from, count);
    long i = firstIndex;
    for (int at = from; at < end; ) {
      if ((i & 1) == 0 && end - at >= 2) {
        double radius = radius(uniformDouble(key, i));
        double angle = angle(uniformDouble(key, i + 1));
        target[at] = (float) (radius * StrictMath.cos(angle));
        target[at + 1] = (float) (radius * StrictMath.sin(angle));
        at += 2;
        i += 2;
      } else {
        target[at] = (float) normal(key, i);
        at++;
        i++;
      }
    }
  }

  private static double radius(double uniform) {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - uniform));
  }

  private static double angle(double uniform) {
    return 2 * StrictMath.PI * uniform;
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
}
