// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tensor formulas that the gradients of scans and products share. */
final class Running {

  /** How many elements a chain of gates may join; longer ones nobody could read. */
  private static final int MOST = 64;

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

  /** How an element joins what came before it. */
  interface Step {
    Tensor join(Tensor before, long index);
  }

  /** A product as a chain of gates, of a few elements only. */
  static Optional<Tensor> product(Tensor a, List<Integer> axes, boolean keep) {
    Rows rows = Rows.of(a.shape(), axes);
    Tensor flat = rows.flatten(a);
    return chain(flat, -1, (before, i) -> before.times(flat.slice(-1, i, i + 1)))
        .map(chain -> chain.getLast().reshape(Folds.reduced(a.shape(), axes, keep)));
  }

  /** A scan as a chain of gates, of a few elements only. */
  static Optional<Tensor> scan(Tensor a, int axis, Step step) {
    return chain(a, axis, step)
        .filter(chain -> chain.size() > 1)
        .map(chain ->
            chain.getFirst().concat(axis, chain.subList(1, chain.size()).toArray(Tensor[]::new)));
  }

  private static Optional<List<Tensor>> chain(Tensor a, int axis, Step step) {
    long size = a.size(axis);
    if (size == 0 || size > MOST) {
      return Optional.empty();
    }
    List<Tensor> chain = new ArrayList<>(List.of(a.slice(axis, 0, 1)));
    for (long i = 1; i < size; i++) {
      chain.add(step.join(chain.getLast(), i));
    }
    return Optional.of(chain);
  }
}
