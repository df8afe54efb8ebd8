// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a kernel on made-up data, on a thread of its own, until HotSpot has compiled it.
 *
 * <p>Before that a vector operation is a call that allocates: a product of 128 by 784 by 128 takes
 * 125 ms instead of a tenth of one, a plain loop 5 ms. So plain loops run until the kernel is warm,
 * and a kernel begins to warm once enough was asked of it to be worth the trouble.
 */
final class Warmup {

  private static final int CALLS = 32;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** Leaves the processor to the compiler, which is what is waited for. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final ThreadPoolExecutor THREAD = thread();

  private final Runnable call;
  private final long slow;
  private final AtomicLong missing;
  private volatile boolean done;

  /**
   * A kernel to be warmed.
   *
   * @param call one call of it, on every path it has
   * @param slow what a compiled call stays under, in nanoseconds
   * @param worth the work it must have been asked for before it is warmed, in a unit of the
   *     caller's; 0 for a kernel that is to run as it is
   */
  Warmup(Runnable call, long slow, long worth) {
    this.call = call;
    this.slow = slow;
    missing = new AtomicLong(worth);
    done = worth == 0;
  }

  /** Whether the kernel is compiled; if not, this much more work was asked of it. */
  boolean isDone(long work) {
    if (!done) {
      long before = missing.getAndAdd(-work);
      if (before > 0 && before <= work) {
        THREAD.execute(this::warm);
      }
    }
    return done;
  }

  private void warm() {
    long end = System.nanoTime() + PATIENCE;
    while (!done && System.nanoTime() - end < 0) {
      done = fastest() < slow;
      if (!done) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  /** The fastest of some calls: the others may have waited for a processor. */
  private long fastest() {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      call.run();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  private static ThreadPoolExecutor thread() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("chainrule-warm-up").factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
