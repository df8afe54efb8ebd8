// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivedDatasetTest {

  private static final Dataset.Row INPUT = new Dataset.Row(DType.F32, Shape.of(3));
  private static final Dataset.Row TARGET = new Dataset.Row(DType.I64, Shape.SCALAR);

  /** Samples i, i + 1, i + 2 of class i, which count how often each is made. */
  private static Dataset counted(AtomicIntegerArray times) {
    return Dataset.streamed(
        "counted",
        times.length(),
        INPUT,
        TARGET,
        List.of(),
        (place, inputs, targets, row) -> {
          times.incrementAndGet((int) place);
          for (int index = 0; index < 3; index++) {
            inputs.set(3L * row + index, place + index);
          }
          targets.setLong(row, place);
        });
  }

  @Test
  void a_streamed_dataset_is_read_ahead_by_one_thread() {
    Dataset data = counted(new AtomicIntegerArray(5));
    assertThat(data.readers()).isEqualTo(1);
    assertThat(data.batch(4, 2).inputs().toFloats()).containsExactly(4, 5, 6, 2, 3, 4);
    assertThat(data.batch(4, 2).targets().toLongs()).containsExactly(4, 2);
    assertThatThrownBy(
            () -> Dataset.streamed("x", -1, INPUT, TARGET, List.of(), (_, _, _, _) -> {}))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("dataset: -1 samples in x; needs 0 to 2147483647");
  }

  @Test
  void a_cache_reads_each_sample_once() {
    AtomicIntegerArray times = new AtomicIntegerArray(40);
    Dataset cached = counted(times).cached(1_000_000);
    float[] plain = counted(new AtomicIntegerArray(40)).all().inputs().toFloats();
    for (int pass = 0; pass < 3; pass++) {
      assertThat(cached.all().inputs().toFloats()).isEqualTo(plain);
      assertThat(cached.batch(7).targets().toLongs()).containsExactly(7);
    }
    assertThat(IntStream.range(0, 40).map(times::get)).containsOnly(1);
  }

  @Test
  void a_cache_is_bounded() {
    AtomicIntegerArray times = new AtomicIntegerArray(40);
    // A sample takes 12 + 8 bytes and 96 around them.
    Dataset cached = counted(times).cached(10 * 116 + 115);
    for (int pass = 0; pass < 3; pass++) {
      assertThat(cached.all().targets().toLongs()[39]).isEqualTo(39);
    }
    assertThat(IntStream.range(0, 40).map(times::get).filter(n -> n == 1).count()).isEqualTo(10);
    assertThat(IntStream.range(0, 40).map(times::get).filter(n -> n == 3).count()).isEqualTo(30);
    assertThatThrownBy(() -> cached.cached(-1)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void a_cache_serves_several_threads() {
    Dataset cached = counted(new AtomicIntegerArray(500)).cached(200 * 116);
    Loader loader = Loader.of(cached, 7).shuffled(Rng.seed(1));
    for (int epoch = 1; epoch <= 4; epoch++) {
      int seen = 0;
      for (Batch batch : loader.prefetching(4).epoch(epoch)) {
        for (int row = 0; row < batch.count(); row++) {
          assertThat(batch.inputs().get(row, 2)).isEqualTo(batch.targets().get(row) + 2);
          seen++;
        }
      }
      assertThat(seen).isEqualTo(500);
    }
  }

  @Test
  void a_memory_that_the_caller_changes_leaves_the_cache_alone() {
    Dataset cached = counted(new AtomicIntegerArray(3)).cached(10_000);
    cached.normalized(new Normalization(List.of(5.0), List.of(2.0))).all();
    assertThat(cached.batch(1).inputs().toFloats()).containsExactly(1, 2, 3);
  }

  @Test
  void parts_follow_one_another() {
    Dataset data = counted(new AtomicIntegerArray(4));
    Dataset memory = Dataset.of("more", Tensor.zeros(2, 3), Tensor.of(DType.I64, 8, 9), List.of());
    Dataset joined = Dataset.concat("joined", List.of(data.first(0), data, memory, data.select(3)));
    assertThat(joined.name()).isEqualTo("joined");
    assertThat(joined.count()).isEqualTo(7);
    assertThat(joined.readers()).isEqualTo(1);
    assertThat(joined.all().targets().toLongs()).containsExactly(0, 1, 2, 3, 8, 9, 3);
    assertThat(joined.batch(5, 1).inputs().toFloats()).containsExactly(0, 0, 0, 1, 2, 3);
  }

  @Test
  void parts_that_do_not_fit_are_refused() {
    Dataset data = counted(new AtomicIntegerArray(4));
    Tensor labels = Tensor.range(DType.I64, 2);
    Dataset wide = Dataset.of("wide", Tensor.zeros(2, 4), labels, List.of());
    assertThatThrownBy(() -> Dataset.concat("j", List.of(data, wide)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("wide has inputs F32[2, 4] and targets I64[2]");
    Dataset named = Dataset.of("named", Tensor.zeros(2, 3), labels, List.of("a", "b"));
    assertThatThrownBy(() -> Dataset.concat("j", List.of(data, named)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("classes [] and [a, b]");
    assertThatThrownBy(() -> Dataset.concat("j", List.of())).isInstanceOf(ArgumentException.class);
  }
}
