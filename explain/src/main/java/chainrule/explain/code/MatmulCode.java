// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Shape;

/** The matrix product of the last two axes; leading axes stretch. */
final class MatmulCode implements GateCode {

  private final Terms terms;
  private final Value left;
  private final Value right;
  private final Shape batch;
  private final long rows;
  private final long inner;
  private final long columns;

  MatmulCode(Terms terms) {
    this.terms = terms;
    left = terms.input(0);
    right = terms.input(1);
    Shape out = terms.out().shape();
    batch = out.part(0, out.rank() - 2);
    rows = left.size(-2);
    inner = left.size(-1);
    columns = right.size(-1);
  }

  @Override
  public String value() {
    return product(stretched(left), stretched(right), rows, inner, columns);
  }

  @Override
  public String contribution(int slot) {
    String upstream = terms.upstream().text();
    return slot == 0
        ? reduced(left, product(upstream, transposed(right), rows, columns, inner))
        : reduced(right, product(transposed(left), upstream, inner, rows, columns));
  }

  private String product(String a, String b, long m, long k, long n) {
    return batch.rank() == 0
        ? terms.call(Routine.MATMUL, a, b, m, k, n)
        : terms.call(Routine.MATMULS, batch.count(), a, b, m, k, n);
  }

  private Shape full(Value factor) {
    return batch.concat(Shape.of(factor.size(-2), factor.size(-1)));
  }

  private String stretched(Value factor) {
    Shape full = full(factor);
    return full.count() == factor.count() ? factor.text() : terms.over(full, factor.in(full));
  }

  private String transposed(Value factor) {
    if (batch.rank() == 0) {
      return terms.call(Routine.TRANSPOSE, factor.text(), factor.size(0), factor.size(1));
    }
    Shape turned = batch.concat(Shape.of(factor.size(-1), factor.size(-2)));
    long[] strides = Place.stretches(factor.shape(), full(factor));
    int last = strides.length - 1;
    long swapped = strides[last];
    strides[last] = strides[last - 1];
    strides[last - 1] = swapped;
    return terms.over(turned, factor.at(Place.of(turned, strides, 0)));
  }

  /** A gradient of a stretched factor, added up where it was stretched. */
  private String reduced(Value factor, String gradient) {
    Shape full = full(factor);
    return full.count() == factor.count()
        ? gradient
        : terms.call(
            Routine.COLLECT,
            factor.count(),
            gradient,
            "i -> " + Place.stretched(factor.shape(), full));
  }
}
