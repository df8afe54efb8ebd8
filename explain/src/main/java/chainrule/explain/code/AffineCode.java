// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;

/** Rows times a matrix, plus a row. */
final class AffineCode implements GateCode {

  private final Terms terms;
  private final long rows;
  private final long in;
  private final long out;

  AffineCode(Terms terms) {
    this.terms = terms;
    in = terms.input(1).size(0);
    out = terms.input(1).size(1);
    rows = terms.input(0).shape().without(-1).count();
  }

  @Override
  public String value() {
    return terms.call(Routine.AFFINE, text(0), text(1), text(2), rows, in, out);
  }

  @Override
  public String contribution(int slot) {
    String g = terms.upstream().text();
    return switch (slot) {
      case 0 -> terms.call(Routine.MATMUL, g, transposed(text(1), in, out), rows, out, in);
      case 1 -> terms.call(Routine.MATMUL, transposed(text(0), rows, in), g, in, rows, out);
      default -> terms.total(Shape.of(rows, out), Shape.of(out), g + "[i]");
    };
  }

  private String text(int slot) {
    return terms.input(slot).text();
  }

  private String transposed(String matrix, long height, long width) {
    return terms.call(Routine.TRANSPOSE, matrix, height, width);
  }
}
