// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;

/** Bands of matrices. */
final class Triangles {

  private Triangles() {}

  /** The elements (i, j) of each matrix with low <= j - i <= high, 0 elsewhere. */
  static Operand of(Operand input, long low, long high) {
    Operand result = Operand.allocate(input.dtype(), input.shape());
    long rows = input.shape().size(-2);
    long columns = input.shape().size(-1);
    // Beyond these, every element is in or out: so nothing overflows below.
    long least = Math.clamp(low, -rows, columns);
    long most = Math.clamp(high, -rows, columns);
    for (long first = 0; first < input.shape().count(); first += columns) {
      long row = first / columns % rows;
      long to = Math.min(columns - 1, row + most);
      for (long column = Math.max(0, row + least); column <= to; column++) {
        long place = first + column;
        Copies.element(input.storage(), input.view().position(place), result.storage(), place);
      }
    }
    return result;
  }
}
