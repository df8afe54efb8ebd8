// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The chunks of one piece of work, taken by whoever is free. */
final class Job {

  private static final int SPINS = 4000;

  private final int chunks;
  private final IntConsumer body;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger left;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Job(int chunks, IntConsumer body) {
    this.chunks = chunks;
    this.body = body;
    this.left = new AtomicInteger(chunks);
  }

  /** Runs chunks until none is left to take, each counted before the caller can go on. */
  void work(LongAdder done) {
    for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
      attempt(chunk);
      done.increment();
      if (left.decrementAndGet() == 0 && !caller.equals(Thread.currentThread())) {
        LockSupport.unpark(caller);
      }
    }
  }

  /** Runs a chunk, or passes over it once another has failed. */
  private void attempt(int chunk) {
    if (failure.get() != null) {
      return;
    }
    try {
      body.accept(chunk);
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
