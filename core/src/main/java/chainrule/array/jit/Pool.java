// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs need for themselves, kept from one to the next: as many as ever ran at a time, at most
 * 16. A run takes one and gives it back; it holds nothing of meaning in between.
 *
 * @param <T> what is kept
 */
public final class Pool<T> {

  private static final int KEPT = 16;

  private final AtomicReferenceArray<@Nullable T> free = new AtomicReferenceArray<>(KEPT);
  private final Supplier<T> maker;

  /** A pool that makes what it does not have. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One for the caller alone until it gives it back. */
  public T take() {
    for (int slot = 0; slot < KEPT; slot++) {
      T kept = free.get(slot);
      if (kept != null && free.compareAndSet(slot, kept, null)) {
        return kept;
      }
    }
    return maker.get();
  }

  /** Gives back what was taken. */
  public void give(T used) {
    for (int slot = 0; slot < KEPT; slot++) {
      if (free.get(slot) == null && free.compareAndSet(slot, null, used)) {
        return;
      }
    }
  }
}
