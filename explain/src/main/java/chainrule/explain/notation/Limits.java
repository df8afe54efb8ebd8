// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.ArgumentException;

/**
 * How much a text of the notation may hold.
 *
 * @param length characters of the text
 * @param depth how deep brackets, signs and powers may stand in one another
 * @param gates operators and calls
 * @param numbers numbers written in the text
 */
public record Limits(int length, int depth, int gates, int numbers) {

  /** Depth is memory of the stack: no text may want more. */
  private static final int MAX_DEPTH = 500;

  private static final Limits STANDARD = new Limits(100_000, MAX_DEPTH, 2_000, 10_000);

  /**
   * Checks the limits.
   *
   * @throws ArgumentException if one is below 1, or the depth above 500
   */
  public Limits {
    check("length", length, Integer.MAX_VALUE);
    check("depth", depth, MAX_DEPTH);
    check("gates", gates, Integer.MAX_VALUE);
    check("numbers", numbers, Integer.MAX_VALUE);
  }

  /** 100,000 characters, depth 500, 2,000 gates, 10,000 numbers. */
  public static Limits standard() {
    return STANDARD;
  }

  /** These limits with another number of gates; length and numbers grow along if need be. */
  public Limits withGates(int gates) {
    long growth = Math.max(1, Math.ceilDiv((long) gates, this.gates));
    return new Limits(grown(length, growth), depth, gates, grown(numbers, growth));
  }

  private static int grown(int limit, long growth) {
    return (int) Math.min(Integer.MAX_VALUE, limit * growth);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new ArgumentException("limits: " + name + " " + value + "; needs 1 to " + most);
    }
  }
}
