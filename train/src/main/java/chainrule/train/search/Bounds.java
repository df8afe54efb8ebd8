// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ends of a range, both in it.
 *
 * @param low the least number
 * @param high the greatest
 */
public record Bounds(double low, double high) {

  /** Drawn numbers are rounded to so many digits: they are to be typed again. */
  private static final MathContext DIGITS = new MathContext(5);

  private static final double MOST_WHOLE = 1L << 53;
  private static final int PLAIN = 12;

  /**
   * Checks the ends.
   *
   * @throws ArgumentException unless both are finite and the first is below the second
   */
  public Bounds {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new ArgumentException(
          "space: " + low + ".." + high + "; needs two finite numbers, the smaller first");
    }
  }

  void check(String name, boolean isLog, boolean isWhole) {
    if (isLog && low <= 0) {
      throw new ArgumentException(
          "space: " + name + " goes from " + text(low) + " by orders of magnitude",
          "begin above 0, or leave :log out");
    }
    if (isWhole && (!isWhole(low) || !isWhole(high))) {
      throw new ArgumentException(
          "space: " + name + " is " + this + ":int; needs whole numbers of at most 2^53");
    }
  }

  private static boolean isWhole(double number) {
    return number == StrictMath.rint(number) && Math.abs(number) <= MOST_WHOLE;
  }

  /** The number at a share of the way, 0 to below 1, from one end to the other. */
  String at(double share, boolean isLog, boolean isWhole) {
    if (isWhole) {
      // One more at the end, so that the greatest has the room of any other.
      double number = StrictMath.floor(between(low, high + 1, share, isLog));
      return text(Math.clamp(number, low, high));
    }
    return text(Math.clamp(rounded(between(low, high, share, isLog)), low, high));
  }

  /** So many numbers from one end to the other; fewer if whole numbers fall together. */
  List<String> points(int count, boolean isLog, boolean isWhole) {
    return IntStream.range(0, count)
        .mapToDouble(i -> between(low, high, i / (count - 1.0), isLog))
        .map(number -> isWhole ? StrictMath.rint(number) : rounded(number))
        .mapToObj(number -> text(Math.clamp(number, low, high)))
        .distinct()
        .toList();
  }

  private static double between(double from, double to, double share, boolean isLog) {
    if (isLog) {
      double low = StrictMath.log(from);
      return StrictMath.exp(low + share * (StrictMath.log(to) - low));
    }
    return from * (1 - share) + to * share;
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(DIGITS).doubleValue();
  }

  /** The ends as a range is written. */
  @Override
  public String toString() {
    return text(low) + ".." + text(high);
  }

  /** The fewest digits that give the number again, without a power of ten where that is short. */
  private static String text(double number) {
    if (number == 0) {
      return "0";
    }
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    boolean plain = Math.abs(exact.precision() - exact.scale()) <= PLAIN;
    boolean whole = isWhole(number);
    return plain || whole ? exact.toPlainString() : exact.toString().replace("E+", "E");
  }
}
