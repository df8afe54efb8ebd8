// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One run of the function of a checkpoint. The calls made in it carry it, whatever other threads
 * record meanwhile. Each is one of its own: equality is identity.
 */
final class Part {

  private final @Nullable Part outer;

  /** A part inside the one being computed now, if one is. */
  Part() {
    this.outer = Context.watching().part();
  }

  /** Whether a tensor was made in this run, or in one inside of it. */
  boolean made(Tensor tensor) {
    Part innermost = tensor.call().isPresent() ? tensor.call().get().part() : null;
    for (Part part = innermost; part != null; part = part.outer) {
      if (equals(part)) {
        return true;
      }
    }
    return false;
  }
}
