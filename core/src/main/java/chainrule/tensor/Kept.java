// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.spi.Operand;
import java.util.stream.IntStream;

/** Which places of a batch count. */
final class Kept {

  private Kept() {}

  /** Whether no label is the ignored one. */
  static boolean areAll(Tensor labels, long ignored) {
    record AllKept(long ignored) {}

    return Kernels.assume(new AllKept(ignored), labels.operand(), given -> areAll(given, ignored));
  }

  private static boolean areAll(Operand labels, long ignored) {
    for (long place = 0; place < labels.shape().count(); place++) {
      if (labels.storage().getLong(labels.view().position(place)) == ignored) {
        return false;
      }
    }
    return true;
  }

  /** The places, ascending, whose label is not the ignored one. */
  static Tensor places(Tensor labels, long ignored) {
    int count = (int) labels.count();
    IntStream all = IntStream.range(0, count);
    IntStream kept = areAll(labels, ignored) ? all : kept(labels.toLongs(), ignored);
    long[] places = kept.asLongStream().toArray();
    return Tensor.of(Shape.of(places.length), places);
  }

  private static IntStream kept(long[] labels, long ignored) {
    return IntStream.range(0, labels.length).filter(place -> labels[place] != ignored);
  }
}
