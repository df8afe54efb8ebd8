// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a team: takes offered jobs, spins a little when idle, then sleeps. */
final class Worker implements Runnable {

  private static final int SPINS = 4000;
  private static final String NAME = "chainrule-worker-";

  private final Tally tally = new Tally();
  private final AtomicReference<@Nullable Job> offered = new AtomicReference<>();
  private volatile @Nullable Thread thread;

  private Worker() {}

  /** Chunks counted by those who ran them. */
  static final class Tally {

    private final LongAdder chunks = new LongAdder();

    void add(int done) {
      chunks.add(done);
    }

    long total() {
      return chunks.sum();
    }
  }

  static Worker start(int number) {
    Worker worker = new Worker();
    worker.thread = Thread.ofPlatform().daemon().name(NAME + number).start(worker);
    return worker;
  }

  /** Whether the current thread belongs to a team, which must not wait for another. */
  static boolean isCurrent() {
    return Thread.currentThread().getName().startsWith(NAME);
  }

  Tally tally() {
    return tally;
  }

  void offer(Job job) {
    offered.set(job);
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    int idle = 0;
    while (true) {
      Job job = offered.getAndSet(null);
      if (job != null) {
        tally.add(job.work());
        idle = 0;
      } else if (idle++ < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }
}
