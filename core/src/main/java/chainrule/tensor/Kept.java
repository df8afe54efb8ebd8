// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.stream.IntStream;

/** Which places of a batch count. */
final class Kept {

  private Kept() {}

  /** The places, ascending, whose label is not the ignored one. */
  static Tensor places(long[] labels, long ignored) {
    long[] kept =
        IntStream.range(0, labels.length)
            .filter(place -> labels[place] != ignored)
            .asLongStream()
            .toArray();
    return Tensor.of(Shape.of(kept.length), kept);
  }
}
