// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one piece of work after another, taken by whoever is free. A team has one and uses
 * it for all its work, so that sharing out allocates nothing.
 *
 * <p>The number of the work and the next of its chunks stand in one long: a thread that comes late,
 * when the job has gone on to other work, takes no chunk of it by mistake.
 */
final class Job {

  private static final int SPINS = 4000;
  private static final long NONE_LEFT = Integer.MAX_VALUE;

  /** The number of the work above, the next chunk below. */
  private final AtomicLong next = new AtomicLong(NONE_LEFT);

  private final AtomicInteger left = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int chunks;
  private volatile @Nullable IntConsumer body;
  private volatile @Nullable Thread caller;

  /**
   * Opens new work; only for who holds the team, once the work before has ended.
   *
   * @return its number
   */
  int open(int count, IntConsumer work) {
    int number = (int) (next.get() >>> Integer.SIZE) + 1;
    number = number == 0 ? 1 : number;
    long high = (long) number << Integer.SIZE;
    next.set(high | NONE_LEFT);
    chunks = count;
    body = work;
    caller = Thread.currentThread();
    left.set(count);
    failure.set(null);
    next.set(high);
    return number;
  }

  /** Runs chunks of a work until none is left, each counted before the caller can go on. */
  void work(int number, LongAdder done) {
    for (int chunk = take(number); chunk >= 0; chunk = take(number)) {
      attempt(chunk);
      done.increment();
      Thread waiting = caller;
      if (left.decrementAndGet() == 0 && !Thread.currentThread().equals(waiting)) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /** The next chunk of a work, or -1 if it has none or is over. */
  private int take(int number) {
    while (true) {
      long seen = next.get();
      int chunk = (int) seen;
      if ((int) (seen >>> Integer.SIZE) != number || chunk >= chunks) {
        return -1;
      }
      if (next.compareAndSet(seen, seen + 1)) {
        return chunk;
      }
    }
  }

  /** Runs a chunk, or passes over it once another has failed. */
  private void attempt(int chunk) {
    IntConsumer work = body;
    if (work == null || failure.get() != null) {
      return;
    }
    try {
      work.accept(chunk);
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  /** Waits for the chunks that others took and throws what one of them threw. */
  void await() {
    for (int spin = 0; left.get() > 0; spin++) {
      if (spin < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    body = null;
    caller = null;
    Throwable thrown = failure.get();
    if (thrown != null) {
      Job.<RuntimeException>rethrow(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
