// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.spi.Task;
import chainrule.spi.Workers;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** Counts the bytes that runs allocate. */
final class Allocation {

  private static final int ROUNDS = 10_000;
  private static final int RUNS = 20;

  /** Leaves the processor to the compiler. */
  private static final long PAUSE = 1_000_000;

  private Allocation() {}

  /**
   * Whether runs allocate nothing at last: vectors are boxed until HotSpot has compiled them, and
   * go on to be where it has seen vectors of two widths, as it does in the tests of the widest
   * ones.
   */
  static boolean settles(Task task) {
    Workers alone = Workers.of(1);
    return settles(() -> task.run(alone));
  }

  /** The same of anything that is run on the calling thread. */
  static boolean settles(Runnable body) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < RUNS; run++) {
        body.run();
      }
      if (threads.getCurrentThreadAllocatedBytes() == before) {
        return true;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return false;
  }
}
