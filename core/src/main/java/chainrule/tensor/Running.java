// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;

/** Tensor formulas that the gradients of scans and products share. */
final class Running {

  private Running() {}

  /** The product of all elements before each along an axis; 1 before the first. */
  static Tensor productBefore(Tensor x, int axis) {
    return later(x.cumprod(axis), axis, 1);
  }

  /** Elements moved one place on along an axis, a number in the first place. */
  static Tensor later(Tensor x, int axis, double first) {
    Shape shape = x.shape();
    long size = shape.size(axis);
    if (size == 0) {
      return x;
    }
    Tensor start = Tensor.plain(Memory.full(x.dtype(), shape.with(axis, 1), first));
    return start.concat(axis, x.slice(axis, 0, size - 1));
  }

  /** From the last element to the first: out[i] = a[i] + factor[i + 1] * out[i + 1]. */
  static Tensor backwards(Tensor a, Tensor factors, int axis) {
    return a.flip(axis).recurrence(axis, later(factors.flip(axis), axis, 0)).flip(axis);
  }
}
