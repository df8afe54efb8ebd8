// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

/** The largest of each group of neighbors. */
record MaxoutCode(int pieces, Terms terms) implements GateCode {

  @Override
  public String value() {
    return terms.call(Routine.MAX_TO, terms.out().count(), terms.input(0).text(), place());
  }

  @Override
  public String contribution(int slot) {
    return terms.call(
        Routine.TO_FIRST,
        terms.upstream().text(),
        terms.out().text(),
        terms.input(0).text(),
        place());
  }

  private String place() {
    return "i -> i / " + pieces;
  }
}
