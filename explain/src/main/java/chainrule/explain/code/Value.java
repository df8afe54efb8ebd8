// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import java.util.Optional;

/**
 * A value in a line: a variable, or a number that belongs to a gate.
 *
 * @param text the variable, a {@code double} if 0-d and an array otherwise; or the number
 * @param shape its sizes
 * @param number the number, if it is one
 */
record Value(String text, Shape shape, Optional<Double> number) {

  /** A variable. */
  static Value of(String name, Shape shape) {
    return new Value(name, shape, Optional.empty());
  }

  /** A number that belongs to a gate. */
  static Value of(double number) {
    return new Value(Literals.of(number), Shape.SCALAR, Optional.of(number));
  }

  boolean isNumber() {
    return shape.rank() == 0;
  }

  long count() {
    return shape.count();
  }

  long size(int axis) {
    return shape.size(axis);
  }

  /** The element at a place. */
  String at(String place) {
    return isNumber() ? text : text + "[" + place + "]";
  }

  /** The element for element i of a shape that this stretches to. */
  String in(Shape around) {
    return at(Place.stretched(shape, around));
  }

  /** As an array. */
  String array() {
    return isNumber() ? "new double[] {" + text + "}" : text;
  }

  /** What gives an array of its elements, as this is declared. */
  String from(String array) {
    return isNumber() ? array + "[0]" : array;
  }
}
