// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;

/** What becomes of the terms of a loss, one for each element or each row. */
public enum Averaging {
  /** Their sum over their number: PyTorch's {@code mean}; NaN of nothing. */
  MEAN,
  /** Their sum over the number of rows, the size of the first axis: {@code batchmean}. */
  ROWS,
  /** Their sum; 0 of nothing. */
  SUM,
  /** Nothing: every term is kept. */
  NONE;

  Tensor of(Tensor terms) {
    return switch (this) {
      case MEAN -> terms.mean();
      case ROWS -> terms.sum().over(terms.rank() == 0 ? 1.0 : (double) terms.size(0));
      case SUM -> terms.sum();
      case NONE -> terms;
    };
  }

  Shape shape(Shape terms) {
    return this == NONE ? terms : Shape.SCALAR;
  }
}
