// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
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

  /** How often each number occurs. */
  static Tensor counts(Tensor row, long least) {
    Operand counts = Operand.allocate(DType.I64, Shape.of(count(row, least)));
    for (long i = 0; i < row.count(); i++) {
      long bin = at(row.operand(), i);
      counts.storage().setLong(bin, counts.storage().getLong(bin) + 1);
    }
    return Tensor.plain(counts);
  }

  private static long at(Operand row, long place) {
    long bin = row.storage().getLong(row.view().position(place));
    if (bin < 0) {
      throw new IndexException("bincount: " + bin + " at place " + place + "; needs 0 or more");
    }
    return bin;
  }
}
