// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Dataset;
import chainrule.train.data.LoadedEpoch;
import chainrule.train.data.Loader;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("garbage")
class LoaderGarbageTest {

  private static final int BATCH = 4;
  private static final int BATCHES = 1000;
  private static final int EPOCHS = 400;

  /**
   * Without rotation, noise and mixup: sines and cosines of the JDK's {@code StrictMath} leave
   * garbage.
   */
  @ParameterizedTest
  @CsvSource({"0, none", "2, none", "1, 'shift:1,scale:0.1,elastic:1:4,flip,cutout:2'"})
  void a_thousand_batches_allocate_nothing_on_any_thread(int workers, String augmentation) {
    int samples = BATCH * (BATCHES + 2);
    long[] labels = IntStream.range(0, samples).mapToLong(i -> i % 2).toArray();
    Dataset data =
        Dataset.of(
            "drawn",
            Tensor.normal(DType.F32, Shape.of(samples, 1, 8, 8), Rng.seed(1)),
            Tensor.of(Shape.of(samples), labels),
            List.of("a", "b"));
    Loader loader =
        Loader.of(data, BATCH)
            .shuffled(Rng.seed(2))
            .augmented(Augmentation.parse(augmentation), Rng.seed(3))
            .prefetching(workers);
    Storage inputs = Storage.allocate(DType.F32, loader.inputRow().shape(BATCH));
    Storage targets = Storage.allocate(loader.targetRow().dtype(), loader.targetRow().shape(BATCH));
    long least = Long.MAX_VALUE;
    for (int epoch = 1; epoch <= EPOCHS && least > 0; epoch++) {
      least = Math.min(least, bytes(loader, epoch, inputs, targets));
    }
    assertThat(least).as("bytes of %s batches after the first", BATCHES).isZero();
  }

  private static long bytes(Loader loader, int epoch, Storage inputs, Storage targets) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (LoadedEpoch open = loader.open(epoch)) {
      open.next(inputs, targets);
      long before = threads.getTotalThreadAllocatedBytes();
      for (int batch = 0; batch < BATCHES; batch++) {
        open.next(inputs, targets);
      }
      return threads.getTotalThreadAllocatedBytes() - before;
    }
  }
}
