// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** One thread of a team: takes offered jobs, spins a little when idle, then sleeps. */
final class Worker extends Thread {

  private static final int SPINS = 4000;

  private final LongAdder chunks = new LongAdder();
  private final Job job;

  /** The number of the work last offered; 0, which is never one, once it is taken. */
  private final AtomicInteger offered = new AtomicInteger();

  private Worker(int number, Job job) {
    super("chainrule-worker-" + number);
    this.job = job;
    setDaemon(true);
  }

  static Worker start(int number, Job job) {
    Worker worker = new Worker(number, job);
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

  /** Lets it help with work; one not yet taken is forgotten, since its caller finishes it. */
  void offer(int work) {
    offered.set(work);
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    int idle = 0;
    while (true) {
      int work = offered.getAndSet(0);
      if (work != 0) {
        job.work(work, chunks);
        idle = 0;
      } else if (idle++ < SPINS) {
        onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }
}
