// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.spi.Operand;

/**
 * The different elements of a tensor, without gradient: -0 and 0 are one, all NaNs are one.
 *
 * @param values in ascending order, NaN last. Shapes: [n]
 * @param counts how often each occurs, I64. Shapes: [n]
 * @param inverse the place in {@code values} of every element, I64, in the shape of the tensor
 */
public record Unique(Tensor values, Tensor counts, Tensor inverse) {

  /** Those of a tensor; in a captured graph three gates find them. */
  static Unique in(Tensor tensor) {
    return Found.isCaptured()
        ? new Unique(
            tensor.unique(),
            Found.in(tensor, "uniqueCounts", all -> of(all).counts),
            Found.in(tensor, "uniquePlaces", all -> of(all).inverse))
        : of(tensor);
  }

  static Unique of(Tensor tensor) {
    Operand flat = Kernels.contiguous(tensor.operand(), Context.current());
    long count = tensor.count();
    Scans.Line line = new Scans.Line(flat.view().offset(), 1, count);
    long[] keys = Orders.keys(flat, line);
    int[] order = Orders.order(keys);
    int different = 0;
    for (int i = 0; i < order.length; i++) {
      different += isFirst(keys, order, i) ? 1 : 0;
    }
    Operand values = Operand.allocate(tensor.dtype(), Shape.of(different));
    Operand counts = Operand.allocate(DType.I64, Shape.of(different));
    Operand inverse = Operand.allocate(DType.I64, tensor.shape());
    long place = -1;
    for (int i = 0; i < order.length; i++) {
      if (isFirst(keys, order, i)) {
        place++;
        Copies.element(flat.storage(), line.at(order[i]), values.storage(), place);
      }
      counts.storage().setLong(place, counts.storage().getLong(place) + 1);
      inverse.storage().setLong(order[i], place);
    }
    return new Unique(leaf(values), leaf(counts), leaf(inverse));
  }

  private static boolean isFirst(long[] keys, int[] order, int i) {
    return i == 0 || keys[order[i]] != keys[order[i - 1]];
  }

  private static Tensor leaf(Operand operand) {
    return Tensor.leaf(operand, false);
  }
}
