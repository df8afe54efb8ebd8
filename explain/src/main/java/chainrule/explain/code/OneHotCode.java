// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

/** 1 at the index, 0 elsewhere. */
record OneHotCode(int classes, Terms terms) implements GateCode {

  @Override
  public String value() {
    return terms.call(Routine.ONE_HOT, terms.input(0).array(), classes);
  }

  /** Not asked for: an index has no gradient. */
  @Override
  public String contribution(int slot) {
    return terms.call(Routine.FILL, terms.input(0).count(), 0);
  }
}
