// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;

/** Every element of one vector times every element of the other. */
record OuterCode(Terms terms) implements GateCode {

  @Override
  public String value() {
    return terms.over(terms.out().shape(), element(0) + " * " + element(1));
  }

  @Override
  public String contribution(int slot) {
    String product = terms.upstream().at("i") + " * " + element(1 - slot);
    return terms.total(terms.out().shape(), stretching(slot), product);
  }

  /** A vector as a column, or as a row. */
  private Shape stretching(int slot) {
    long count = terms.input(slot).count();
    return slot == 0 ? Shape.of(count, 1) : Shape.of(1, count);
  }

  private String element(int slot) {
    return terms.input(slot).at(Place.stretched(stretching(slot), terms.out().shape()));
  }
}
