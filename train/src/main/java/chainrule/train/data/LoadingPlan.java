// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.train.augment.Augmentation;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a loader gives: all that its batches depend on, and how many threads read them.
 *
 * @param batch samples in a batch
 * @param shuffle the key of the order; none for that of the dataset
 * @param dropLast whether a smaller last batch is left out
 * @param workers threads that read ahead
 * @param augmentation what is done to samples
 * @param augmentKey the key it draws by
 */
record LoadingPlan(
    Dataset data,
    int batch,
    Optional<Rng> shuffle,
    boolean dropLast,
    int workers,
    Augmentation augmentation,
    Rng augmentKey) {

  static LoadingPlan of(Dataset data, int batch) {
    return new LoadingPlan(
        data, batch, Optional.empty(), false, data.readers(), Augmentation.none(), Rng.seed(0));
  }

  LoadingPlan shuffled(Rng key) {
    return new LoadingPlan(
        data, batch, Optional.of(key), dropLast, workers, augmentation, augmentKey);
  }

  LoadingPlan withoutLast() {
    return new LoadingPlan(data, batch, shuffle, true, workers, augmentation, augmentKey);
  }

  LoadingPlan prefetching(int threads) {
    return new LoadingPlan(data, batch, shuffle, dropLast, threads, augmentation, augmentKey);
  }

  LoadingPlan augmented(Augmentation by, Rng key) {
    return new LoadingPlan(data, batch, shuffle, dropLast, workers, by, key);
  }

  /** Whether batches hold other things than the dataset. */
  boolean isAugmented() {
    return !augmentation.steps().isEmpty();
  }

  /** The number of batches in an epoch. */
  int batches() {
    long full = data.count() / batch;
    return Math.toIntExact(dropLast || data.count() % batch == 0 ? full : full + 1);
  }

  /** How many samples a batch has. */
  int count(int number) {
    return Math.toIntExact(Math.min(batch, data.count() - (long) number * batch));
  }

  /** The places of an epoch's samples. */
  int[] order(int epoch) {
    int count = Math.toIntExact(data.count());
    return shuffle
        .map(key -> key.child(epoch).permutation(count))
        .orElseGet(() -> IntStream.range(0, count).toArray());
  }

  /** What one input of a batch is. */
  Dataset.Row inputRow() {
    return data.inputRow();
  }

  /** What one target of a batch is: a row of probabilities where class numbers are mixed. */
  Dataset.Row targetRow() {
    boolean mixesClasses = augmentation.mixup().isPresent() && data.isClassified();
    return mixesClasses
        ? new Dataset.Row(data.inputRow().dtype(), Shape.of(data.classes().size()))
        : data.targetRow();
  }

  /** The bytes of a batch. */
  long bytes() {
    return Math.multiplyExact((long) batch, bytes(inputRow()) + bytes(targetRow()));
  }

  private static long bytes(Dataset.Row row) {
    return Math.multiplyExact((long) row.length(), row.dtype().bytes());
  }
}
