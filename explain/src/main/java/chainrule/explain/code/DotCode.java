// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

/** The sum of products of equal places. */
record DotCode(Terms terms) implements GateCode {

  @Override
  public String value() {
    String product = terms.input(0).at("i") + " * " + terms.input(1).at("i");
    return terms.call(Routine.SUM, terms.input(0).count(), "i -> " + product);
  }

  @Override
  public String contribution(int slot) {
    return terms.call(Routine.SCALE, terms.upstream().text(), terms.input(1 - slot).text());
  }
}
