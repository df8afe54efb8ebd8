// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.FormatException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedEpochTest {

  private static final int BATCH = 8;

  private static Loader loader(Dataset data, int workers) {
    return Loader.of(data, BATCH).shuffled(Rng.seed(1)).prefetching(workers);
  }

  /** What batches hold, one text each. */
  private static List<String> contents(Iterable<Batch> batches) {
    List<String> seen = new ArrayList<>();
    batches.forEach(batch ->
        seen.add(
            Arrays.toString(batch.inputs().toFloats())
                + Arrays.toString(batch.targets().toLongs())));
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9})
  void batches_are_the_same_for_any_number_of_workers(int workers) throws InterruptedException {
    WatchedSamples data = WatchedSamples.of(203, _ -> {});
    List<String> expected = contents(loader(data, 0).epoch(3));
    assertThat(expected).hasSize(26);
    assertThat(data.threads()).containsExactly(Thread.currentThread());
    data.threads().clear();
    assertThat(contents(loader(data, workers).epoch(3))).isEqualTo(expected);
    assertThat(data.threads()).isNotEmpty().doesNotContain(Thread.currentThread());
    assertThat(data.threadsEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void an_epoch_goes_on_in_the_middle(int workers) {
    WatchedSamples data = WatchedSamples.of(60, _ -> {});
    List<String> whole = contents(loader(data, 0).epoch(2));
    for (int from = 0; from <= 8; from++) {
      assertThat(contents(loader(data, workers).epoch(2, from)))
          .isEqualTo(whole.subList(from, whole.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void a_batch_is_copied_into_memory_and_can_be_had_again(int workers) {
    WatchedSamples data = WatchedSamples.of(12, _ -> {});
    Storage.F32 inputs = new Storage.F32(new float[2 * BATCH]);
    Storage.I64 targets = new Storage.I64(new long[BATCH]);
    try (LoadedEpoch epoch = loader(data, workers).open(1)) {
      assertThatThrownBy(epoch::again).isInstanceOf(StateException.class);
      assertThat(epoch.count()).isEqualTo(8);
      epoch.next(inputs, targets);
      assertThat(epoch.again().inputs().toFloats()).isEqualTo(inputs.array());
      assertThat(epoch.position()).isEqualTo(1);
      assertThat(epoch.count()).isEqualTo(4);
      epoch.next(inputs, targets);
      assertThat(epoch.hasNext()).isFalse();
      assertThat(epoch.again().targets().toLongs()).isEqualTo(Arrays.copyOf(targets.array(), 4));
      assertThatThrownBy(() -> epoch.next(inputs, targets))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("no batch is left after 2 of 2 in epoch 1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void memory_that_does_not_fit_is_refused_before_it_is_touched(int workers) {
    try (LoadedEpoch epoch = loader(WatchedSamples.of(8, _ -> {}), workers).open(1)) {
      Storage right = Storage.allocate(DType.I64, Shape.of(BATCH));
      assertThatThrownBy(() -> epoch.next(Storage.allocate(DType.F32, Shape.of(15)), right))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("15 of F32; the batch is F32[8, 2]");
      assertThatThrownBy(() -> epoch.next(Storage.allocate(DType.F64, Shape.of(16)), right))
          .isInstanceOf(ArgumentException.class);
      assertThat(epoch.position()).isZero();
      assertThat(epoch.next().count()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void what_a_dataset_throws_reaches_the_consumer_with_the_sample_named(int workers)
      throws InterruptedException {
    int bad = 37;
    WatchedSamples data =
        WatchedSamples.of(
            80,
            place -> {
              if (place == bad) {
                throw new FormatException("picture: broken");
              }
            });
    LoadedEpoch epoch = Loader.of(data, BATCH).prefetching(workers).open(1);
    for (int batch = 0; batch < bad / BATCH; batch++) {
      assertThat(epoch.next().targets().get(0)).isEqualTo(BATCH * batch);
    }
    assertThatThrownBy(epoch::next)
        .isInstanceOf(FormatException.class)
        .hasMessage("picture: broken\n  in:  sample 37 of watched");
    assertThat(epoch.hasNext()).isFalse();
    assertThat(data.threadsEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void a_failure_of_the_datasets_own_is_told_as_ours(int workers) throws InterruptedException {
    WatchedSamples data =
        WatchedSamples.of(
            80,
            _ -> {
              throw new IllegalStateException("closed");
            });
    Loader loader = Loader.of(data, BATCH).prefetching(workers);
    assertThatThrownBy(() -> contents(loader))
        .isInstanceOf(ChainruleException.class)
        .hasMessageContaining("sample 0 of watched: java.lang.IllegalStateException: closed")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(data.threadsEnd()).isTrue();
  }

  @Test
  void an_error_of_the_machine_stays_what_it_is() {
    WatchedSamples data =
        WatchedSamples.of(
            8,
            _ -> {
              throw new StackOverflowError("deep");
            });
    assertThatThrownBy(() -> contents(Loader.of(data, BATCH).prefetching(2)))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void threads_end_when_an_epoch_is_closed_early() throws InterruptedException {
    WatchedSamples data = WatchedSamples.of(8_000, _ -> {});
    Loader loader = loader(data, 3);
    for (int epoch = 1; epoch <= 20; epoch++) {
      try (LoadedEpoch open = loader.open(epoch)) {
        open.next();
      }
      assertThat(data.threads()).noneMatch(Thread::isAlive);
    }
    assertThat(data.threads()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void threads_end_when_a_loop_that_was_left_is_collected() throws InterruptedException {
    WatchedSamples data = WatchedSamples.of(8_000, _ -> {});
    leave(loader(data, 2));
    for (int tries = 0; tries < 100 && data.threads().stream().anyMatch(Thread::isAlive); tries++) {
      System.gc();
      for (Thread thread : data.threads()) {
        thread.join(50);
      }
    }
    assertThat(data.threads()).isNotEmpty().noneMatch(Thread::isAlive);
  }

  private static void leave(Loader loader) {
    for (Batch batch : loader.epoch(1)) {
      assertThat(batch.count()).isEqualTo(BATCH);
      return;
    }
  }

  @Test
  void threads_read_a_batch_each_ahead_and_one_more() {
    int workers = 3;
    AtomicLong given = new AtomicLong();
    AtomicBoolean wentTooFar = new AtomicBoolean();
    WatchedSamples data =
        WatchedSamples.of(
            4_000,
            place -> {
              if (place / BATCH > given.get() + workers) {
                wentTooFar.set(true);
              }
            });
    try (LoadedEpoch epoch = Loader.of(data, BATCH).prefetching(workers).open(1)) {
      while (epoch.hasNext()) {
        given.incrementAndGet();
        epoch.next();
      }
    }
    assertThat(wentTooFar).isFalse();
  }

  @Test
  void workers_read_while_the_consumer_does_something_else() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2 * BATCH);
    WatchedSamples data = WatchedSamples.of(80, _ -> second.countDown());
    try (LoadedEpoch epoch = Loader.of(data, BATCH).prefetching(1).open(1)) {
      second.await();
      assertThat(epoch.position()).isZero();
    }
  }

  @Test
  void an_interrupted_consumer_gets_its_batches_and_stays_interrupted() {
    WatchedSamples data = WatchedSamples.of(80, _ -> {});
    List<String> expected = contents(loader(data, 0));
    Thread.currentThread().interrupt();
    assertThat(contents(loader(data, 1))).isEqualTo(expected);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void two_epochs_of_one_loader_can_be_open_at_once() {
    Loader loader = loader(WatchedSamples.of(80, _ -> {}), 2);
    List<String> expected = contents(loader.epoch(1));
    LoadedEpoch one = loader.open(1);
    LoadedEpoch other = loader.open(1);
    List<Batch> first = new ArrayList<>();
    List<Batch> second = new ArrayList<>();
    while (one.hasNext()) {
      first.add(one.next());
      second.add(other.next());
    }
    assertThat(contents(first)).isEqualTo(expected);
    assertThat(contents(second)).isEqualTo(expected);
  }

  @Test
  void nonsense_is_refused() {
    Loader loader = loader(WatchedSamples.of(80, _ -> {}), 0);
    assertThatThrownBy(() -> loader.prefetching(-1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("loader: -1 workers; needs 0 to 256");
    assertThatThrownBy(() -> loader.prefetching(257)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> loader.open(1, 11))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("loader: from batch 11; an epoch has 10 batches");
    assertThatThrownBy(() -> loader.epoch(1, -1)).isInstanceOf(ArgumentException.class);
    assertThat(loader.open(1, 10).hasNext()).isFalse();
  }

  @Test
  void a_dataset_says_how_many_threads_read_it() {
    Dataset slow = new WatchedSamples(8, 1, WatchedSamples.of(8, _ -> {}).threads(), _ -> {});
    assertThat(Loader.of(slow, 4).workers()).isEqualTo(1);
    assertThat(Loader.of(slow.first(4), 4).workers()).isEqualTo(1);
    assertThat(Loader.of(WatchedSamples.of(8, _ -> {}), 4).workers()).isZero();
  }
}
