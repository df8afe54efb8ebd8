// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A dataset in batches. With a key it is shuffled, anew for each epoch: the order depends on the
 * key and the number of the epoch alone.
 *
 * <pre>{@code
 * for (var batch : Loader.of(data, 128).shuffled(Rng.seed(1)).epoch(3)) { ... }
 * }</pre>
 */
public final class Loader implements Iterable<Batch> {

  private final Dataset data;
  private final int batch;
  private final Optional<Rng> rng;
  private final boolean dropLast;

  private Loader(Dataset data, int batch, Optional<Rng> rng, boolean dropLast) {
    this.data = data;
    this.batch = batch;
    this.rng = rng;
    this.dropLast = dropLast;
  }

  /**
   * Batches in the order of the dataset.
   *
   * @param batch samples in a batch; the last may be smaller
   * @throws ArgumentException if it is not positive
   */
  public static Loader of(Dataset data, int batch) {
    if (batch < 1) {
      throw new ArgumentException("batch: " + batch + "; needs 1 or more");
    }
    return new Loader(data, batch, Optional.empty(), false);
  }

  /** The same, shuffled. */
  public Loader shuffled(Rng key) {
    return new Loader(data, batch, Optional.of(key), dropLast);
  }

  /** The same without a last batch that is smaller than the others. */
  public Loader dropLast() {
    return new Loader(data, batch, rng, true);
  }

  /** The number of batches in an epoch. */
  public int batches() {
    long full = data.count() / batch;
    return Math.toIntExact(dropLast || data.count() % batch == 0 ? full : full + 1);
  }

  /** The samples of an epoch, in order. */
  public int[] order(int epoch) {
    int count = Math.toIntExact(data.count());
    return rng.map(key -> key.child(epoch).permutation(count))
        .orElseGet(() -> IntStream.range(0, count).toArray());
  }

  /** How many samples a batch has, by its number from 0. */
  public int count(int number) {
    return Math.toIntExact(Math.min(batch, data.count() - (long) number * batch));
  }

  /**
   * Copies a batch into memory that is kept from one to the next.
   *
   * @param order of the epoch
   * @param number from 0
   * @param inputs as long as the inputs of the batch, of their type
   * @param targets the same for the targets
   */
  public void fill(int[] order, int number, Storage inputs, Storage targets) {
    int from = number * batch;
    int count = count(number);
    for (int row = 0; row < count; row++) {
      data.read(order[from + row], inputs, targets, row);
    }
  }

  /** The batches of an epoch, in order. */
  public Iterable<Batch> epoch(int epoch) {
    int[] order = order(epoch);
    return () -> IntStream.range(0, batches()).mapToObj(i -> batch(order, i)).iterator();
  }

  /** The batches of epoch 1, for one loop over all data. */
  @Override
  public Iterator<Batch> iterator() {
    return epoch(1).iterator();
  }

  /** A batch of its own, by its number from 0. */
  public Batch batch(int[] order, int number) {
    int from = number * batch;
    return data.batch(Arrays.copyOfRange(order, from, from + count(number)));
  }
}
