// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
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

  /** The batches of an epoch, in order. */
  public Iterable<Batch> epoch(int epoch) {
    int count = Math.toIntExact(data.count());
    int[] order =
        rng.map(key -> key.child(epoch).permutation(count))
            .orElseGet(() -> IntStream.range(0, count).toArray());
    return () -> IntStream.range(0, batches()).mapToObj(i -> batch(order, i)).iterator();
  }

  /** The batches of epoch 1, for one loop over all data. */
  @Override
  public Iterator<Batch> iterator() {
    return epoch(1).iterator();
  }

  private Batch batch(int[] order, int number) {
    int from = number * batch;
    int count = Math.min(batch, order.length - from);
    long[] chosen = IntStream.range(from, from + count).mapToLong(i -> order[i]).toArray();
    Tensor index = Tensor.of(Shape.of(count), chosen);
    return new Batch(data.inputs().indexSelect(0, index), data.targets().indexSelect(0, index));
  }
}
