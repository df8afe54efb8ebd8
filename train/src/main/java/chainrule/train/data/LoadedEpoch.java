// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import chainrule.tensor.Tensor;
import java.lang.ref.Cleaner;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch of a {@link Loader}, one after another; for one thread.
 *
 * <pre>{@code
 * try (var epoch = loader.open(3)) {
 *   while (epoch.hasNext()) {
 *     epoch.next(inputs, targets);
 *   }
 * }
 * }</pre>
 *
 * <p>Threads that read ahead end with the last batch, with a failure, or when this is closed. After
 * some batches nothing is allocated.
 */
public final class LoadedEpoch implements Iterator<Batch>, AutoCloseable {

  private static final Cleaner LEFT_OPEN = Cleaner.create();

  private final LoadingPlan plan;
  private final KeptRing kept;
  private final int epoch;
  private final Dataset.Row inputRow;
  private final Dataset.Row targetRow;
  private final BatchReader reader;
  private final @Nullable ReadAhead ahead;
  private final Cleaner.@Nullable Cleanable stop;
  private int position;
  private boolean isClosed;

  LoadedEpoch(LoadingPlan plan, KeptRing kept, int epoch, int fromBatch) {
    this.plan = plan;
    this.kept = kept;
    this.epoch = epoch;
    position = fromBatch;
    isClosed = position >= plan.batches();
    inputRow = plan.inputRow();
    targetRow = plan.targetRow();
    int[] order = plan.order(epoch);
    reader = new BatchReader(plan, epoch, order);
    if (isClosed || plan.workers() == 0) {
      ahead = null;
      stop = null;
    } else {
      ReadAhead threads =
          new ReadAhead(plan, kept.take(plan), position, () -> new BatchReader(plan, epoch, order));
      ahead = threads;
      stop = LEFT_OPEN.register(this, threads::stop);
    }
  }

  /** The number of the epoch. */
  public int number() {
    return epoch;
  }

  /** The number of the next batch, from 0: how many of the epoch have been given. */
  public int position() {
    return position;
  }

  /** Whether there is a batch left; none once this is closed. */
  @Override
  public boolean hasNext() {
    return !isClosed;
  }

  /**
   * How many samples the next batch has.
   *
   * @throws StateException if there is none
   */
  public int count() {
    checkOpen();
    return plan.count(position);
  }

  /**
   * Copies the next batch into memory of the caller.
   *
   * @param inputs at least as long as the inputs of the batch, of their type
   * @param targets the same for the targets
   * @throws StateException if there is none, or the dataset fails with an error of its own
   * @throws ArgumentException if memory does not fit
   * @throws chainrule.error.ChainruleException as the dataset does; it names the sample, and the
   *     epoch is closed
   */
  public void next(Storage inputs, Storage targets) {
    checkOpen();
    int count = plan.count(position);
    check("inputs", inputRow, count, inputs);
    check("targets", targetRow, count, targets);
    boolean isGiven = false;
    try {
      if (ahead == null) {
        reader.read(position, inputs, targets, BatchReader.NEVER);
      } else {
        int ofInputs = count * inputRow.length();
        ahead.take(position, inputs, ofInputs, targets, count * targetRow.length());
      }
      isGiven = true;
      position++;
    } finally {
      if (!isGiven || position >= plan.batches()) {
        close();
      }
    }
  }

  /** The next batch, in memory of its own; throws as {@link #next(Storage, Storage)} does. */
  @Override
  public Batch next() {
    checkOpen();
    int count = plan.count(position);
    Storage inputs = memory(inputRow, count);
    Storage targets = memory(targetRow, count);
    next(inputs, targets);
    return batch(count, inputs, targets);
  }

  /**
   * The batch given last once more, in memory of its own: it is read again.
   *
   * @throws StateException if none was given
   */
  public Batch again() {
    if (position == 0) {
      throw new StateException("loader: no batch was given yet", "call next() first");
    }
    int count = plan.count(position - 1);
    Storage inputs = memory(inputRow, count);
    Storage targets = memory(targetRow, count);
    reader.read(position - 1, inputs, targets, BatchReader.NEVER);
    return batch(count, inputs, targets);
  }

  /** Ends the threads that read ahead, after the samples they are reading, and waits for them. */
  @Override
  public void close() {
    isClosed = true;
    if (ahead != null && stop != null && ahead.end()) {
      stop.clean();
      kept.giveBack(ahead.ring());
    }
  }

  private static Storage memory(Dataset.Row row, int count) {
    return Storage.allocate(row.dtype(), row.shape(count));
  }

  private Batch batch(int count, Storage inputs, Storage targets) {
    return new Batch(
        Tensor.of(inputRow.shape(count), inputs), Tensor.of(targetRow.shape(count), targets));
  }

  private void checkOpen() {
    if (isClosed) {
      throw new StateException(
          "loader: no batch is left after "
              + position
              + " of "
              + plan.batches()
              + " in epoch "
              + epoch,
          "ask hasNext() before next(), and open the epoch again to read it again");
    }
  }

  private static void check(String what, Dataset.Row row, int count, Storage memory) {
    if (memory.dtype() != row.dtype() || memory.length() < (long) count * row.length()) {
      throw new ArgumentException(
          "loader: memory for "
              + what
              + " is "
              + memory.length()
              + " of "
              + memory.dtype()
              + "; the batch is "
              + row.spec(count));
    }
  }
}
