// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.spi.Operand;

/** The numbers of a row, from 0, as places to count at. */
final class Bins {

  private Bins() {}

  /** One more than the largest, and some at least. */
  static long count(Tensor row, long least) {
    Indexing.checkRow("bincount", row.spec());
    if (least < 0) {
      throw new ArgumentException("bincount: at least " + least + " counts; needs 0 or more");
    }
    long most = -1;
    for (long i = 0; i < row.count(); i++) {
      most = Math.max(most, at(row.operand(), i));
    }
    if (most == Long.MAX_VALUE) {
      throw new LimitException("bincount: " + most + " needs 2^63 counts");
    }
    return Math.max(least, most + 1);
  }

  static long at(Operand row, long place) {
    long bin = row.storage().getLong(row.view().position(place));
    if (bin < 0) {
      throw new IndexException("bincount: " + bin + " at place " + place + "; needs 0 or more");
    }
    return bin;
  }
}
