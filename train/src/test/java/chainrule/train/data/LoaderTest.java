// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoaderTest {

  private final Dataset data =
      Dataset.of(
          "ten",
          Tensor.range(DType.F32, 10).reshape(10, 1),
          Tensor.range(DType.I64, 10),
          List.of());

  private static List<Long> order(Iterable<Batch> batches) {
    List<Long> seen = new ArrayList<>();
    for (Batch batch : batches) {
      for (int i = 0; i < batch.count(); i++) {
        assertThat(batch.inputs().get(i, 0)).isEqualTo(batch.targets().get(i));
        seen.add((long) batch.targets().get(i));
      }
    }
    return seen;
  }

  @Test
  void without_a_key_the_order_is_that_of_the_data() {
    assertThat(order(Loader.of(data, 4)))
        .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
  }

  @Test
  void a_shuffled_epoch_holds_every_sample_once() {
    Loader loader = Loader.of(data, 3).shuffled(Rng.seed(1));
    assertThat(order(loader.epoch(1)))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 10).boxed().toList());
  }

  @Test
  void the_order_depends_on_key_and_epoch_alone() {
    Loader loader = Loader.of(data, 3).shuffled(Rng.seed(1));
    List<Long> second = order(loader.epoch(2));
    assertThat(order(loader.epoch(1))).isNotEqualTo(second);
    assertThat(order(Loader.of(data, 5).shuffled(Rng.seed(1)).epoch(2))).isEqualTo(second);
    assertThat(order(Loader.of(data, 5).shuffled(Rng.seed(2)).epoch(2))).isNotEqualTo(second);
  }

  @Test
  void the_last_batch_is_smaller_or_dropped() {
    assertThat(Loader.of(data, 4).batches()).isEqualTo(3);
    assertThat(Loader.of(data, 4).dropLast().batches()).isEqualTo(2);
    assertThat(order(Loader.of(data, 4).dropLast())).hasSize(8);
    assertThat(Loader.of(data, 5).dropLast().batches()).isEqualTo(2);
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> Loader.of(data, 0))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("batch: 0; needs 1 or more");
    assertThatThrownBy(
            () -> Dataset.of("x", Tensor.zeros(3, 1), Tensor.range(DType.I64, 4), List.of()))
        .isInstanceOf(ShapeException.class);
  }
}
