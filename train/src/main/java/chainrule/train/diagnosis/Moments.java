// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

/**
 * Figures of some numbers; those that are not finite are counted and left out.
 *
 * @param count of the finite ones
 * @param mean of them, 0 of none
 * @param deviation the square root of their variance by their number, 0 of none
 * @param squares the sum of their squares
 * @param meanAbs the mean of their absolute values
 * @param greatest of the absolute values
 */
record Moments(
    long count,
    double mean,
    double deviation,
    double squares,
    double meanAbs,
    double greatest,
    long nonFinite) {

  static Moments of(double... values) {
    double sum = 0;
    double squares = 0;
    double absolute = 0;
    double greatest = 0;
    long count = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        double size = Math.abs(value);
        count++;
        sum += value;
        squares += value * value;
        absolute += size;
        greatest = Math.max(greatest, size);
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double about = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        about += (value - mean) * (value - mean);
      }
    }
    double by = Math.max(1, count);
    return new Moments(
        count,
        mean,
        Math.sqrt(about / by),
        squares,
        absolute / by,
        greatest,
        values.length - count);
  }

  double norm() {
    return nonFinite > 0 ? Double.NaN : Math.sqrt(squares);
  }

  /** The root of the mean square; NaN if one was not finite. */
  double rms() {
    return nonFinite > 0 ? Double.NaN : Math.sqrt(squares / Math.max(1, count));
  }
}
