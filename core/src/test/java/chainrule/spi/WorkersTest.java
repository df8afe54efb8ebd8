// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void every_chunk_runs_once(int size) {
    for (int chunks : new int[] {0, 1, 2, 7, 1000}) {
      AtomicIntegerArray runs = new AtomicIntegerArray(1000);
      Workers.of(size).run(chunks, runs::incrementAndGet);
      for (int chunk = 0; chunk < runs.length(); chunk++) {
        assertThat(runs.get(chunk)).isEqualTo(chunk < chunks ? 1 : 0);
      }
    }
  }

  @Test
  void what_chunks_write_is_seen_by_the_caller_over_many_jobs() {
    int[] sums = new int[16];
    for (int job = 0; job < 20_000; job++) {
      Workers.of(3).run(sums.length, chunk -> sums[chunk] += chunk);
    }
    for (int chunk = 0; chunk < sums.length; chunk++) {
      assertThat(sums[chunk]).isEqualTo(20_000 * chunk);
    }
  }

  @Test
  void chunks_are_shared_by_several_threads() throws InterruptedException {
    Workers workers = Workers.of(2);
    CountDownLatch both = new CountDownLatch(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    List<Long> before = workers.chunksDone();
    workers.run(
        2,
        _ -> {
          threads.add(Thread.currentThread());
          both.countDown();
          await(both);
        });
    List<Long> after = workers.chunksDone();
    assertThat(threads).hasSize(2).contains(Thread.currentThread());
    assertThat(after.get(0)).isGreaterThan(before.get(0));
    assertThat(after.get(1)).isEqualTo(before.get(1) + 1);
  }

  @Test
  void counters_count_every_chunk() {
    Workers workers = Workers.of(5);
    long before = total(workers);
    for (int job = 1; job <= 100; job++) {
      workers.run(job, _ -> {});
    }
    assertThat(total(workers) - before).isEqualTo(5050);
    assertThat(workers.chunksDone()).hasSize(5);
  }

  private static long total(Workers workers) {
    return workers.chunksDone().stream().mapToLong(Long::longValue).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void an_exception_in_any_chunk_reaches_the_caller(int size) {
    Workers workers = Workers.of(size);
    for (int failing = 0; failing < 20; failing++) {
      int chunk = failing;
      IllegalStateException planted = new IllegalStateException("chunk " + chunk);
      assertThatThrownBy(() ->
              workers.run(
                  20,
                  index -> {
                    if (index == chunk) {
                      throw planted;
                    }
                  }))
          .isSameAs(planted);
    }
    every_chunk_runs_once(size);
  }

  @Test
  void an_error_reaches_the_caller_as_itself() {
    assertThatThrownBy(() ->
            Workers.of(2)
                .run(
                    8,
                    _ -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void a_caller_that_finds_the_team_busy_runs_its_chunks_itself() throws InterruptedException {
    Workers workers = Workers.of(2);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .start(() ->
                workers.run(
                    2,
                    _ -> {
                      inside.countDown();
                      await(finish);
                    }));
    inside.await();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    workers.run(50, _ -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
    finish.countDown();
    first.join();
  }

  @Test
  void work_inside_a_chunk_of_a_worker_stays_on_its_thread_whatever_the_team() {
    Thread caller = Thread.currentThread();
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger runs = new AtomicInteger();
    Set<Boolean> same = ConcurrentHashMap.newKeySet();
    Workers.of(2)
        .run(
            2,
            _ -> {
              both.countDown();
              await(both);
              Thread outer = Thread.currentThread();
              for (int team = 2; team < 4 && !outer.equals(caller); team++) {
                Workers.of(team)
                    .run(
                        20,
                        _ -> {
                          runs.incrementAndGet();
                          same.add(Thread.currentThread().equals(outer));
                          LockSupport.parkNanos(1_000_000);
                        });
              }
            });
    assertThat(runs.get()).isEqualTo(40);
    assertThat(same).containsExactly(true);
  }

  @Test
  void work_inside_a_chunk_of_the_caller_does_not_take_the_team_again() {
    Workers workers = Workers.of(2);
    CountDownLatch both = new CountDownLatch(2);
    Thread caller = Thread.currentThread();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    workers.run(
        2,
        _ -> {
          both.countDown();
          await(both);
          if (Thread.currentThread().equals(caller)) {
            workers.run(
                30,
                _ -> {
                  threads.add(Thread.currentThread());
                  LockSupport.parkNanos(1_000_000);
                });
          }
        });
    assertThat(threads).containsExactly(caller);
  }

  @Test
  void many_callers_at_once_get_all_their_chunks() throws InterruptedException {
    Workers workers = Workers.of(3);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < 6; caller++) {
      boolean virtual = caller % 2 == 0;
      Runnable body =
          () -> {
            for (int job = 0; job < 2000; job++) {
              AtomicInteger runs = new AtomicInteger();
              workers.run(9, _ -> runs.incrementAndGet());
              if (runs.get() != 9) {
                failure.set(new AssertionError(runs.get() + " of 9 chunks"));
              }
            }
          };
      callers.add(virtual ? Thread.ofVirtual().start(body) : Thread.ofPlatform().start(body));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void an_interrupted_caller_finishes_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    AtomicInteger runs = new AtomicInteger();
    Workers.of(2).run(64, _ -> runs.incrementAndGet());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs.get()).isEqualTo(64);
  }

  @Test
  void a_team_is_kept_and_its_size_is_limited() {
    assertThat(Workers.of(2)).isSameAs(Workers.of(2));
    assertThat(Workers.of(2).size()).isEqualTo(2);
    assertThatThrownBy(() -> Workers.of(0))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("threads: 0; needs 1 to 1024");
    assertThatThrownBy(() -> Workers.of(1025)).isInstanceOf(ArgumentException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
