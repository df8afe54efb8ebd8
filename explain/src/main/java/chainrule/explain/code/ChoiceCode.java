// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;

/**
 * Elements chosen by indices along an axis.
 *
 * @param axis that the indices choose along
 * @param each whether every element has its own index, or every slice one
 * @param terms the variables
 */
record ChoiceCode(int axis, boolean each, Terms terms) implements GateCode {

  @Override
  public String value() {
    return terms.over(terms.out().shape(), terms.input(0).at(chosen()));
  }

  @Override
  public String contribution(int slot) {
    return terms.call(
        Routine.SUM_TO,
        terms.input(0).count(),
        terms.out().count(),
        "i -> " + chosen(),
        "i -> " + terms.upstream().at("i"));
  }

  /** The place that element i comes from. */
  private String chosen() {
    Shape shape = terms.out().shape();
    long[] strides = terms.input(0).shape().strides();
    long step = strides[axis];
    strides[axis] = 0;
    long[] along = new long[shape.rank()];
    along[axis] = 1;
    String index = terms.input(1).at(each ? "i" : Place.of(shape, along, 0));
    String rest = Place.of(shape, strides, 0);
    return (rest.equals("0") ? "" : rest + " + ")
        + "(int) "
        + index
        + (step == 1 ? "" : " * " + step);
  }
}
