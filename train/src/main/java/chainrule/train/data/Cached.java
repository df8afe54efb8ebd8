// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A dataset whose samples are kept once they were read, while there is room. None is ever dropped:
 * epochs read all samples in turn, so one that makes room for another is missed as much.
 */
final class Cached implements Derived {

  /** What a kept sample takes beside its elements: four objects. */
  private static final long OVERHEAD = 96;

  private final Dataset from;
  private final int inputLength;
  private final int targetLength;
  private final long sampleBytes;
  private final AtomicReferenceArray<@Nullable Kept> samples;
  private final AtomicLong room;

  private record Kept(Storage inputs, Storage targets) {}

  Cached(Dataset from, long bytes) {
    if (bytes < 0) {
      throw new ArgumentException("dataset: a cache of " + bytes + " bytes; needs 0 or more");
    }
    this.from = from;
    inputLength = from.inputRow().length();
    targetLength = from.targetRow().length();
    sampleBytes =
        OVERHEAD
            + (long) inputLength * from.inputRow().dtype().bytes()
            + (long) targetLength * from.targetRow().dtype().bytes();
    samples = new AtomicReferenceArray<>(Math.toIntExact(from.count()));
    room = new AtomicLong(bytes);
  }

  @Override
  public Dataset from() {
    return from;
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    Kept kept = samples.get((int) place);
    if (kept != null) {
      SampleRows.copy(kept.inputs, inputs, row * inputLength, inputLength);
      SampleRows.copy(kept.targets, targets, row * targetLength, targetLength);
      return;
    }
    from.read(place, inputs, targets, row);
    if (room.get() >= sampleBytes) {
      keep((int) place, inputs, targets, row);
    }
  }

  private void keep(int place, Storage inputs, Storage targets, int row) {
    if (room.addAndGet(-sampleBytes) >= 0) {
      Kept kept =
          new Kept(
              Storage.allocate(inputs.dtype(), from.inputRow().shape()),
              Storage.allocate(targets.dtype(), from.targetRow().shape()));
      SampleRows.copy(inputs, row * inputLength, kept.inputs, 0, inputLength);
      SampleRows.copy(targets, row * targetLength, kept.targets, 0, targetLength);
      if (samples.compareAndSet(place, null, kept)) {
        return;
      }
    }
    room.addAndGet(sampleBytes);
  }
}
