// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches read ahead of their use by threads of their own, into memory kept in a ring; for one
 * consumer. Which thread reads a batch is free: a batch depends on its number alone.
 *
 * <p>Monitors, not locks: waiting for them makes no garbage.
 */
final class ReadAhead {

  /** Memory of one batch, and what became of reading it. */
  static final class Slot {
    private final Storage inputs;
    private final Storage targets;
    private int holds = -1;
    private @Nullable Throwable fault;

    private Slot(LoadingPlan plan) {
      inputs = Storage.allocate(plan.inputRow().dtype(), plan.inputRow().shape(plan.batch()));
      targets = Storage.allocate(plan.targetRow().dtype(), plan.targetRow().shape(plan.batch()));
    }
  }

  private final Slot[] ring;
  private final int batches;
  private final List<Thread> threads = new ArrayList<>();
  private final BooleanSupplier isStopped = this::isStopped;
  private int claimed;
  private int taken;
  private volatile boolean stopped;

  /** Memory for what the threads of a loader read ahead: a batch each, and one being used. */
  static Slot[] ring(LoadingPlan plan) {
    Storage.checkBudget(
        "loader: batches read ahead", Math.multiplyExact(plan.workers() + 1L, plan.bytes()));
    Slot[] ring = new Slot[plan.workers() + 1];
    for (int index = 0; index < ring.length; index++) {
      ring[index] = new Slot(plan);
    }
    return ring;
  }

  /**
   * Starts to read.
   *
   * @param first the batch to begin with
   * @param reader what a thread reads by
   */
  ReadAhead(LoadingPlan plan, Slot[] ring, int first, Supplier<BatchReader> reader) {
    this.ring = ring;
    batches = plan.batches();
    claimed = first;
    taken = first;
    for (Slot slot : ring) {
      slot.holds = -1;
      slot.fault = null;
    }
    for (int number = 1; number <= plan.workers(); number++) {
      BatchReader own = reader.get();
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("chainrule-loader-" + number)
              .unstarted(() -> work(own)));
    }
    try {
      threads.forEach(Thread::start);
    } catch (OutOfMemoryError e) {
      stop();
      throw e;
    }
  }

  private void work(BatchReader reader) {
    for (int number = claim(); number >= 0; number = claim()) {
      Slot slot = ring[number % ring.length];
      Throwable fault = null;
      try {
        reader.read(number, slot.inputs, slot.targets, isStopped);
      } catch (RuntimeException | Error thrown) {
        fault = thrown;
      }
      give(slot, number, fault);
    }
  }

  /** The next batch to read, once its slot is free; -1 if there is none. */
  private synchronized int claim() {
    boolean interrupted = false;
    while (!stopped && claimed < batches && claimed - taken >= ring.length) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    keep(interrupted);
    return stopped || claimed >= batches ? -1 : claimed++;
  }

  private synchronized void give(Slot slot, int number, @Nullable Throwable fault) {
    slot.holds = number;
    slot.fault = fault;
    notifyAll();
  }

  /**
   * Copies the next batch out of the ring.
   *
   * @param number which it is: the one after the last
   * @param inputs how many elements the inputs have
   * @param targets how many the targets have
   */
  void take(int number, Storage to, int inputs, Storage targetsTo, int targets) {
    Slot slot = ring[number % ring.length];
    Throwable fault = awaitBatch(slot, number);
    if (fault instanceof RuntimeException exception) {
      throw exception;
    }
    if (fault instanceof Error error) {
      throw error;
    }
    SampleRows.copy(slot.inputs, to, 0, inputs);
    SampleRows.copy(slot.targets, targetsTo, 0, targets);
    free(number);
  }

  private synchronized @Nullable Throwable awaitBatch(Slot slot, int number) {
    boolean interrupted = false;
    while (slot.holds != number) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    keep(interrupted);
    return slot.fault;
  }

  private synchronized void free(int number) {
    taken = number + 1;
    notifyAll();
  }

  /** Keeps an interruption for whoever asks later. */
  private static void keep(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped() {
    return stopped;
  }

  /** Asks the threads to end after the sample that they are reading. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * Stops, and waits for the threads to end.
   *
   * @return whether they were there until now
   */
  boolean end() {
    if (threads.isEmpty()) {
      return false;
    }
    stop();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    threads.clear();
    keep(interrupted);
    return true;
  }

  /** The memory, for another epoch once this has ended. */
  Slot[] ring() {
    return ring;
  }
}
