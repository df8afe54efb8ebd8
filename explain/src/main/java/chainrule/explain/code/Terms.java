// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;
import java.util.List;

/**
 * The variables of one gate, and the loops that are written with them.
 *
 * @param inputs in the order of the operation
 * @param out the value of the gate
 * @param upstream its gradient
 * @param used takes note of the methods called
 */
record Terms(List<Value> inputs, Value out, Value upstream, Routines used) {

  Value input(int slot) {
    return inputs.get(slot);
  }

  String call(Routine routine, Object... arguments) {
    return used.call(routine, arguments);
  }

  /** An element for each place of a shape: the element itself if that is a single number. */
  String over(Shape shape, String element) {
    if (shape.rank() == 0) {
      return element;
    }
    boolean whole = shape.count() == upstream.count();
    return whole && element.equals(upstream.text() + "[i]")
        ? upstream.text() + Line.COPY
        : call(Routine.MAP, shape.count(), "i -> " + element);
  }

  /** The elements of a shape added up to a shape that stretches to it. */
  String total(Shape from, Shape to, String element) {
    if (from.rank() == 0 || (from.count() == to.count() && to.rank() > 0)) {
      return over(to, element);
    }
    return to.rank() == 0
        ? call(Routine.SUM, from.count(), "i -> " + element)
        : call(
            Routine.SUM_TO,
            to.count(),
            from.count(),
            "i -> " + Place.stretched(to, from),
            "i -> " + element);
  }

  /** A number times an element for each place of an input; the number is read once. */
  String scaled(String number, Value input, String element) {
    return input.isNumber()
        ? number + " * " + element
        : call(Routine.SCALE, number, over(input.shape(), element));
  }
}
