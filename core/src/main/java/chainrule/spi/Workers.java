// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.error.ArgumentException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * A fixed team of threads that share out the chunks of one piece of work at a time.
 *
 * <p>Chunks are set by shapes, never by the size of the team, so results do not depend on it. A
 * caller that finds the team busy runs its chunks itself; an exception in a chunk reaches the
 * caller.
 */
public final class Workers {

  /** The largest team. */
  public static final int MOST = 1024;

  private static final ConcurrentHashMap<Integer, Workers> TEAMS = new ConcurrentHashMap<>();

  private final ReentrantLock free = new ReentrantLock();
  private final Job job = new Job();
  private final List<Worker> members;
  private final LongAdder callers = new LongAdder();

  private Workers(int size) {
    members =
        Stream.iterate(1, i -> i < size, i -> i + 1)
            .map(number -> Worker.start(number, job))
            .toList();
  }

  /**
   * The team of a size, the calling thread included; made at the first call and kept.
   *
   * @throws ArgumentException if the size is not from 1 to 1024
   */
  public static Workers of(int size) {
    if (size < 1 || size > MOST) {
      throw new ArgumentException(
          "threads: " + size + "; needs 1 to " + MOST, "use the number of free processors");
    }
    return TEAMS.computeIfAbsent(size, Workers::new);
  }

  /** The team with a member for each processor. */
  public static Workers all() {
    return of(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
  }

  /** The number of threads, the caller included. */
  public int size() {
    return members.size() + 1;
  }

  /** How many chunks each thread has run since the start; the first number counts all callers. */
  public List<Long> chunksDone() {
    return Stream.concat(Stream.of(callers.sum()), members.stream().map(Worker::chunksDone))
        .toList();
  }

  /** Runs the body for every chunk from 0 to {@code chunks - 1}, in any order, and waits. */
  public void run(int chunks, IntConsumer body) {
    if (chunks > 1 && takeTeam()) {
      try {
        share(chunks, body);
      } finally {
        free.unlock();
      }
      return;
    }
    for (int chunk = 0; chunk < chunks; chunk++) {
      body.accept(chunk);
      callers.increment();
    }
  }

  /** Whether the team is now the caller's; work inside a chunk never gets it. */
  private boolean takeTeam() {
    return !members.isEmpty()
        && !Worker.isCurrent()
        && !free.isHeldByCurrentThread()
        && free.tryLock();
  }

  private void share(int chunks, IntConsumer body) {
    int number = job.open(chunks, body);
    int helpers = Math.min(members.size(), chunks - 1);
    for (int member = 0; member < helpers; member++) {
      members.get(member).offer(number);
    }
    job.work(number, callers);
    job.await();
  }
}
