// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The memory of a loader's last epoch, kept for its next one. */
final class KeptRing {

  private final AtomicReference<ReadAhead.Slot @Nullable []> spare = new AtomicReference<>();

  /** The memory, for one epoch at a time; another that is open makes its own. */
  ReadAhead.Slot[] take(LoadingPlan plan) {
    ReadAhead.Slot[] ring = spare.getAndSet(null);
    return ring == null ? ReadAhead.ring(plan) : ring;
  }

  /** Takes it back, once no thread uses it. */
  void giveBack(ReadAhead.Slot[] ring) {
    spare.set(ring);
  }
}
