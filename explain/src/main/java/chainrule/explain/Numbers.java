// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * Numbers as people read them: at most six significant digits, no zeros behind them, the same in
 * every country.
 */
public final class Numbers {

  /** The most significant digits shown. */
  static final int DIGITS = 6;

  /** The most elements of a tensor that are written out. */
  private static final int FEW = 9;

  /** Powers of ten below and from which a number is written with its exponent. */
  private static final int SMALLEST = -4;

  private static final int LARGEST = 6;

  private Numbers() {}

  /**
   * A number, as in {@code -0.534447}, {@code 12}, {@code 1.2e-7}, {@code NaN}, {@code -inf}. A
   * negative zero is 0.
   */
  public static String of(double value) {
    return of(value, DIGITS);
  }

  /** The same with another number of significant digits. */
  public static String of(double value, int digits) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= SMALLEST && exponent < LARGEST
        ? rounded.toPlainString()
        : scientific(rounded, exponent);
  }

  private static String scientific(BigDecimal rounded, int exponent) {
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /**
   * A tensor: its number; its elements in brackets if they are few, as in {@code [0.44, 0.52]};
   * otherwise its sizes, the least and the greatest element, and the norm.
   */
  public static String of(Tensor tensor) {
    return of(tensor, DIGITS);
  }

  /** The same with another number of significant digits. */
  static String of(Tensor tensor, int digits) {
    return tensor.count() <= FEW ? elements(tensor, digits) : statistics(tensor, digits);
  }

  /** A tensor on a wire: its number, or its sizes and the range of its elements. */
  static String brief(Tensor tensor, int digits) {
    return tensor.rank() == 0
        ? elements(tensor, digits)
        : sizes(tensor) + " " + range(tensor, digits);
  }

  /** From the least to the greatest element; one number if they look the same. */
  static String range(Tensor tensor, int digits) {
    Statistics all = Statistics.of(tensor);
    String least = of(all.min(), digits);
    String greatest = of(all.max(), digits);
    return least.equals(greatest) ? least : least + ".." + greatest;
  }

  private static String sizes(Tensor tensor) {
    String sizes = tensor.shape().toString().replace(", ", "x");
    return sizes.substring(1, sizes.length() - 1);
  }

  private static String statistics(Tensor tensor, int digits) {
    Statistics all = Statistics.of(tensor);
    return tensor.shape()
        + " min "
        + of(all.min(), digits)
        + " max "
        + of(all.max(), digits)
        + " norm "
        + of(all.norm(), digits);
  }

  private static String elements(Tensor tensor, int digits) {
    StringBuilder text = new StringBuilder();
    double[] values = tensor.toDoubles();
    write(tensor, values, digits, 0, 0, text);
    return text.toString();
  }

  /** Writes the elements below one place of an axis, and tells where the next begin. */
  private static int write(
      Tensor tensor, double[] values, int digits, int axis, int start, StringBuilder text) {
    if (axis == tensor.rank()) {
      text.append(of(values[start], digits));
      return start + 1;
    }
    int next = start;
    text.append('[');
    for (int i : IntStream.range(0, (int) tensor.size(axis)).toArray()) {
      text.append(i == 0 ? "" : ", ");
      next = write(tensor, values, digits, axis + 1, next, text);
    }
    text.append(']');
    return next;
  }
}
