// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.List;

/** What is subtracted before an exponential so that it cannot overflow. */
final class Peak {

  private Peak() {}

  /**
   * The largest along an axis, as a constant: 0 where it is infinite, so that inf - inf does not
   * arise. Subtracting a constant changes neither a softmax nor its gradient.
   */
  static Tensor of(Tensor a, int axis) {
    return of(a, List.of(axis));
  }

  /** The same along several axes. */
  static Tensor of(Tensor a, List<Integer> axes) {
    Tensor most = largest(a, axes);
    return Context.current().withRecording(false).call(() -> most.isInf().where(0, most));
  }

  /** The same with infinities as they are: inf - inf makes all of a softmax NaN. */
  static Tensor largest(Tensor a, int axis) {
    return largest(a, List.of(axis));
  }

  private static Tensor largest(Tensor a, List<Integer> axes) {
    if (a.count() == 0) {
      Shape shape = Folds.reduced(a.shape(), axes, true);
      return Tensor.plain(Memory.full(a.dtype(), shape, 0));
    }
    int[] along = axes.stream().mapToInt(axis -> axis).toArray();
    return Context.current()
        .withRecording(false)
        .call(() -> axes.isEmpty() ? a : a.amaxKeep(along));
  }
}
