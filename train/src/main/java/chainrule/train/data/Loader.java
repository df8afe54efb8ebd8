// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.train.augment.Augmentation;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A dataset in batches. With a key it is shuffled, anew for each epoch: the order depends on the
 * key and the number of the epoch alone. Threads may read batches ahead of their use; order and
 * bits do not depend on their number.
 *
 * <pre>{@code
 * for (var batch : Loader.of(data, 128).shuffled(Rng.seed(1)).epoch(3)) { ... }
 * }</pre>
 *
 * <p>A loader does not change, and where one stands in it are two numbers: the epoch and the batch.
 */
public final class Loader implements Iterable<Batch> {

  /** The most threads that read ahead. */
  public static final int MOST_WORKERS = 256;

  private final LoadingPlan plan;
  private final KeptRing kept = new KeptRing();

  private Loader(LoadingPlan plan) {
    this.plan = plan;
  }

  /**
   * Batches in the order of the dataset, read by as many threads as it asks for ({@link
   * Dataset#readers}).
   *
   * @param batch samples in a batch; the last may be smaller
   * @throws ArgumentException if it is not positive
   */
  public static Loader of(Dataset data, int batch) {
    if (batch < 1) {
      throw new ArgumentException("batch: " + batch + "; needs 1 or more");
    }
    return new Loader(LoadingPlan.of(data, batch));
  }

  /** The same, shuffled. */
  public Loader shuffled(Rng key) {
    return new Loader(plan.shuffled(key));
  }

  /** The same without a last batch that is smaller than the others. */
  public Loader dropLast() {
    return new Loader(plan.withoutLast());
  }

  /**
   * The same with another number of threads that read ahead. They hold one batch each and one more;
   * 0 reads a batch when it is asked for, on the thread that asks.
   *
   * @throws ArgumentException if it is not from 0 to {@link #MOST_WORKERS}
   */
  public Loader prefetching(int workers) {
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new ArgumentException(
          "loader: " + workers + " workers; needs 0 to " + MOST_WORKERS,
          "use 0 for data in memory, 1 or 2 for pictures that are decoded");
    }
    return new Loader(plan.prefetching(workers));
  }

  /**
   * The same with samples that are changed a little, anew in each epoch: sample i of epoch e by the
   * key {@code key.child(e).child(i)}, with i its place in the dataset. With a {@link
   * Augmentation.Mixup mixup} class numbers become rows of probabilities, of the type of the
   * inputs, which {@code crossEntropy} and the losses of numbers take; see {@link #targetRow}.
   *
   * @throws chainrule.error.DtypeException if inputs, or numbers that are mixed, are integers
   * @throws chainrule.error.ShapeException if pictures are moved, and the inputs are none
   * @throws ArgumentException if class numbers are mixed, and the classes have no names
   */
  public Loader augmented(Augmentation augmentation, Rng key) {
    LoadingPlan augmented = plan.augmented(augmentation, key);
    SampleReader.check(augmented);
    return new Loader(augmented);
  }

  /** The number of threads that read ahead. */
  public int workers() {
    return plan.workers();
  }

  /** What one input of a batch is. */
  public Dataset.Row inputRow() {
    return plan.inputRow();
  }

  /** What one target of a batch is. */
  public Dataset.Row targetRow() {
    return plan.targetRow();
  }

  /** The number of batches in an epoch. */
  public int batches() {
    return plan.batches();
  }

  /** The places of an epoch's samples, in order. */
  public int[] order(int epoch) {
    return plan.order(epoch);
  }

  /** How many samples a batch has, by its number from 0. */
  public int count(int number) {
    return plan.count(number);
  }

  /**
   * Copies a batch into memory that is kept from one to the next.
   *
   * @param order of the epoch
   * @param number from 0
   * @param inputs as long as the inputs of the batch, of their type
   * @param targets the same for the targets
   * @throws StateException if samples are augmented: that depends on the epoch
   */
  public void fill(int[] order, int number, Storage inputs, Storage targets) {
    checkPlain();
    int from = number * plan.batch();
    int count = count(number);
    for (int row = 0; row < count; row++) {
      plan.data().read(order[from + row], inputs, targets, row);
    }
  }

  /**
   * A batch of its own, by its number from 0.
   *
   * @throws StateException if samples are augmented: that depends on the epoch
   */
  public Batch batch(int[] order, int number) {
    checkPlain();
    int from = number * plan.batch();
    return plan.data().batch(Arrays.copyOfRange(order, from, from + count(number)));
  }

  /** The batches of an epoch, in order. */
  public Iterable<Batch> epoch(int epoch) {
    return epoch(epoch, 0);
  }

  /**
   * The batches of an epoch from one on, with the bits they have in a whole epoch. Where threads
   * read ahead, they end with the last batch, or when a loop that was left early is collected; who
   * leaves early often takes {@link #open}.
   *
   * @throws ArgumentException if the epoch has fewer batches
   */
  public Iterable<Batch> epoch(int epoch, int fromBatch) {
    checkBatch(fromBatch);
    return () -> open(epoch, fromBatch);
  }

  /** The batches of epoch 1, for one loop over all data. */
  @Override
  public Iterator<Batch> iterator() {
    return epoch(1).iterator();
  }

  /** An epoch for a loop with memory of its own. */
  public LoadedEpoch open(int epoch) {
    return open(epoch, 0);
  }

  /**
   * The rest of an epoch, from a batch on, with the bits it has in a whole epoch: how a run goes on
   * where it was ended.
   *
   * @param fromBatch 0 to {@link #batches}; that many have been used before
   * @throws ArgumentException if the epoch has fewer batches
   */
  public LoadedEpoch open(int epoch, int fromBatch) {
    checkBatch(fromBatch);
    return new LoadedEpoch(plan, kept, epoch, fromBatch);
  }

  private void checkPlain() {
    if (plan.isAugmented()) {
      throw new StateException(
          "loader: samples are augmented, by the number of the epoch",
          "take batches of open(epoch)");
    }
  }

  private void checkBatch(int number) {
    if (number < 0 || number > batches()) {
      throw new ArgumentException(
          "loader: from batch " + number + "; an epoch has " + batches() + " batches");
    }
  }
}
