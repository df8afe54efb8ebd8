// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.Arrays;

/** A polynomial with fixed coefficients, evaluated by Horner's rule with one fma a degree. */
final class Polynomial {

  private final double[] coefficients;

  private Polynomial(double[] coefficients) {
    this.coefficients = coefficients;
  }

  /** c0 + c1 x + c2 x^2 + ... */
  static Polynomial of(double... coefficients) {
    return new Polynomial(coefficients.clone());
  }

  /** This polynomial at 2 x, times 2: the same bits, since only powers of two come in. */
  Polynomial doubled() {
    double[] result = coefficients.clone();
    for (int power = 0; power < result.length; power++) {
      result[power] = Math.scalb(result[power], power + 1);
    }
    return new Polynomial(result);
  }

  /** This polynomial times a power of two: the same bits. */
  Polynomial times(double power) {
    return new Polynomial(Arrays.stream(coefficients).map(value -> value * power).toArray());
  }

  /** What is left after c0, divided by x: c1 + c2 x + ... */
  Polynomial tail() {
    return new Polynomial(Arrays.copyOfRange(coefficients, 1, coefficients.length));
  }

  /** The value at x. */
  Expr at(Expr x) {
    Expr value = Expr.of(coefficients[coefficients.length - 1]);
    for (int power = coefficients.length - 2; power >= 0; power--) {
      value = value.fma(x, coefficients[power]);
    }
    return value;
  }
}
