// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;

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

  /** The places, ascending, whose label is not the ignored one; in a captured graph of any. */
  static Tensor places(Tensor labels, long ignored) {
    return Found.in(
        labels, "kept", given -> Indices.places(given.notEqual((double) ignored), given.shape()));
  }
}
