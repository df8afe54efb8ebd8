// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a team: takes offered jobs, spins a little when idle, then sleeps. */
final class Worker extends Thread {

  private static final int SPINS = 4000;

  private final LongAdder chunks = new LongAdder();
  private final AtomicReference<@Nullable Job> offered = new AtomicReference<>();

  private Worker(int number) {
    super("chainrule-worker-" + number);
    setDaemon(true);
  }

  static Worker start(int number) {
    Worker worker = new Worker(number);
    worker.start();
    return worker;
  }

  /** Whether the current thread belongs to a team, which must not wait for another. */
  static boolean isCurrent() {
    return currentThread() instanceof Worker;
  }

  /** How many chunks it has run. */
  long chunksDone() {
    return chunks.sum();
  }

  /** Lets it help with a job; one not yet taken is forgotten, since its caller finishes it. */
  void offer(Job job) {
    offered.set(job);
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    int idle = 0;
    while (true) {
      Job job = offered.getAndSet(null);
      if (job != null) {
        job.work(chunks);
        idle = 0;
      } else if (idle++ < SPINS) {
        onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }
}
