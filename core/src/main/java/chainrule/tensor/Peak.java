// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;

/** What is subtracted before an exponential so that it cannot overflow. */
final class Peak {

  private Peak() {}

  /**
   * The largest along an axis, as a constant: 0 where it is infinite, so that inf - inf does not
   * arise. Subtracting a constant changes neither a softmax nor its gradient.
   */
  static Tensor of(Tensor a, int axis) {
    Tensor most = largest(a, axis);
    return Context.current().withRecording(false).call(() -> most.isInf().where(0, most));
  }

  /** The same with infinities as they are: inf - inf makes all of a softmax NaN. */
  static Tensor largest(Tensor a, int axis) {
    if (a.size(axis) == 0) {
      Shape shape = a.shape().with(axis, 1);
      return Tensor.plain(Memory.full(a.dtype(), shape, 0));
    }
    return Context.current().withRecording(false).call(() -> a.maxKeep(axis));
  }
}
