// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.tensor.Tensor;

/**
 * What is told of a tensor that is too large to be written out. NaN in one element makes all three
 * NaN; of no elements, the least and the greatest are NaN and the norm is 0.
 *
 * @param min the least element
 * @param max the greatest element
 * @param norm the square root of the sum of squares
 */
record Statistics(double min, double max, double norm) {

  static Statistics of(Tensor tensor) {
    double[] elements = tensor.toDoubles();
    double min = elements.length == 0 ? Double.NaN : elements[0];
    double max = min;
    double scale = 0;
    for (double element : elements) {
      min = Math.min(min, element);
      max = Math.max(max, element);
      scale = Math.max(scale, Math.abs(element));
    }
    return new Statistics(min, max, norm(elements, scale));
  }

  /** The norm without overflow: elements are divided by the largest first. */
  static double norm(double[] elements, double scale) {
    if (scale == 0 || !Double.isFinite(scale)) {
      return scale;
    }
    double squares = 0;
    for (double element : elements) {
      double share = element / scale;
      squares += share * share;
    }
    return scale * StrictMath.sqrt(squares);
  }
}
