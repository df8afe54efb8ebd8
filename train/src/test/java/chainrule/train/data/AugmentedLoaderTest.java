// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.augment.Augmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentedLoaderTest {

  private static final int COUNT = 50;
  private static final Rng KEY = Rng.seed(8).child("augment");
  private static final String ALL =
      "shift:2,rotate:10,scale:0.1,elastic:4:34,noise:0.05,flip,cutout:3,mixup:0.4";
  private static final List<String> CLASSES = List.of("a", "b", "c");

  private static Tensor inputs() {
    return Tensor.normal(DType.F32, Shape.of(COUNT, 8, 8), Rng.seed(1));
  }

  private static Dataset classified() {
    long[] labels = new long[COUNT];
    Arrays.setAll(labels, i -> i % 3);
    return Dataset.of("pictures", inputs(), Tensor.of(Shape.of(COUNT), labels), CLASSES);
  }

  private static Loader loader(Dataset data, String augmentation) {
    return Loader.of(data, 8)
        .shuffled(Rng.seed(2))
        .augmented(Augmentation.parse(augmentation), KEY);
  }

  private static List<float[]> contents(Iterable<Batch> batches) {
    List<float[]> seen = new ArrayList<>();
    for (Batch batch : batches) {
      seen.add(batch.inputs().toFloats());
      seen.add(batch.targets().to(DType.F32).toFloats());
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void augmented_batches_are_the_same_for_any_number_of_workers(int workers) {
    Loader loader = loader(classified(), ALL);
    List<float[]> expected = contents(loader.epoch(3));
    assertThat(expected).hasSize(14);
    assertThat(contents(loader.prefetching(workers).epoch(3)))
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(expected);
    assertThat(contents(loader.prefetching(workers).epoch(3, 2)))
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(expected.subList(4, 14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shift:2",
        "rotate:9",
        "scale:0.2",
        "elastic:1:9",
        "noise:0.1",
        "flip",
        "cutout:3",
        "mixup:1"
      })
  void each_augmentation_is_done_anew_in_each_epoch(String text) {
    Dataset data = classified();
    Loader ordered = Loader.of(data, COUNT).augmented(Augmentation.parse(text), KEY);
    List<float[]> first = contents(ordered.epoch(1));
    assertThat(first.getFirst()).isNotEqualTo(inputs().toFloats());
    assertThat(contents(ordered.epoch(2)).getFirst()).isNotEqualTo(first.getFirst());
    assertThat(contents(ordered.epoch(1)).getFirst()).isEqualTo(first.getFirst());
    Loader otherKey = Loader.of(data, COUNT).augmented(Augmentation.parse(text), KEY.child(1));
    assertThat(contents(otherKey.epoch(1)).getFirst()).isNotEqualTo(first.getFirst());
  }

  @Test
  void a_sample_is_changed_by_the_key_of_its_epoch_and_place() {
    Augmentation augmentation = Augmentation.parse("rotate:30,noise:0.1");
    Loader loader = loader(classified(), augmentation.text());
    int[] order = loader.order(4);
    Tensor batch = loader.epoch(4).iterator().next().inputs();
    for (int row = 0; row < 8; row++) {
      Tensor sample = inputs().slice(0, order[row], order[row] + 1).reshape(8, 8);
      assertThat(batch.slice(0, row, row + 1).toFloats())
          .isEqualTo(augmentation.apply(sample, KEY.child(4).child(order[row])).toFloats());
    }
  }

  @Test
  void a_batch_had_again_is_the_same() {
    try (LoadedEpoch epoch = loader(classified(), ALL).prefetching(2).open(1)) {
      epoch.next();
      float[] second = epoch.next().inputs().toFloats();
      assertThat(epoch.again().inputs().toFloats()).isEqualTo(second);
    }
  }

  @Test
  void a_mixup_mixes_inputs_and_makes_rows_of_probabilities() {
    Augmentation.Mixup mixup = new Augmentation.Mixup(0.7);
    Loader loader = Loader.of(classified(), COUNT).augmented(mixup, KEY);
    assertThat(loader.targetRow()).isEqualTo(new Dataset.Row(DType.F32, Shape.of(3)));
    Batch batch = loader.epoch(2).iterator().next();
    assertThat(batch.targets().shape()).isEqualTo(Shape.of(COUNT, 3));
    int mixed = 0;
    for (int place = 0; place < COUNT; place++) {
      long key = KEY.child(2).child(place).key();
      double share = mixup.share(key);
      int other = mixup.partner(key, COUNT);
      double[] expected = new double[3];
      expected[place % 3] += share;
      expected[other % 3] += 1 - share;
      double sum = 0;
      for (int label = 0; label < 3; label++) {
        assertThat(batch.targets().get(place, label)).isCloseTo(expected[label], within(1e-7));
        sum += batch.targets().get(place, label);
      }
      assertThat(sum).isCloseTo(1, within(1e-7));
      mixed += expected[place % 3] < 0.999 ? 1 : 0;
      double pixel = share * inputs().get(place, 3, 5) + (1 - share) * inputs().get(other, 3, 5);
      assertThat(batch.inputs().get(place, 3, 5)).isEqualTo((float) pixel);
    }
    assertThat(mixed).isGreaterThan(COUNT / 4);
  }

  @Test
  void both_samples_of_a_mixup_are_changed_before() {
    Augmentation.Mixup mixup = new Augmentation.Mixup(0.7);
    Augmentation cover = new Augmentation.Cutout(100);
    Batch batch =
        Loader.of(classified(), COUNT).augmented(cover.then(mixup), KEY).iterator().next();
    assertThat(batch.inputs().toFloats()).containsOnly(0);
  }

  @Test
  void a_mixup_of_alpha_zero_leaves_inputs_and_makes_targets_one_hot() {
    Batch batch =
        Loader.of(classified(), COUNT).augmented(new Augmentation.Mixup(0), KEY).iterator().next();
    assertThat(batch.inputs().toFloats()).isEqualTo(inputs().toFloats());
    assertThat(batch.targets().toFloats())
        .isEqualTo(classified().all().targets().oneHot(3, DType.F32).toFloats());
  }

  @Test
  void a_mixup_mixes_numbers() {
    Tensor numbers = Tensor.normal(DType.F64, Shape.of(COUNT, 2), Rng.seed(3));
    Augmentation.Mixup mixup = new Augmentation.Mixup(1);
    Dataset data = Dataset.of("numbers", numbers, numbers.times(2), List.of());
    Batch batch = Loader.of(data, COUNT).augmented(mixup, KEY).iterator().next();
    assertThat(batch.targets().toDoubles()).isEqualTo(batch.inputs().times(2).toDoubles());
    assertThat(batch.inputs().toDoubles()).isNotEqualTo(numbers.toDoubles());
  }

  @Test
  void what_cannot_be_augmented_is_refused() {
    Tensor labels = Tensor.range(DType.I64, 3);
    Tensor rows = Tensor.zeros(3, 5);
    Dataset unnamed = Dataset.of("unnamed", rows, labels, List.of());
    assertThatThrownBy(() -> loader(unnamed, "mixup:1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("the classes have no names");
    assertThatThrownBy(() -> loader(unnamed, "flip")).isInstanceOf(ShapeException.class);
    Dataset whole = Dataset.of("whole", rows, labels.reshape(3, 1), List.of());
    assertThatThrownBy(() -> loader(whole, "mixup:1"))
        .isInstanceOf(DtypeException.class)
        .hasMessageContaining("targets of whole are I64[3, 1]");
    Dataset integers = Dataset.of("integers", labels.reshape(3, 1), labels, CLASSES);
    assertThatThrownBy(() -> loader(integers, "noise:1")).isInstanceOf(DtypeException.class);
    Dataset wrong = Dataset.of("wrong", rows, labels, List.of("a", "b"));
    assertThatThrownBy(() -> contents(loader(wrong, "mixup:1")))
        .isInstanceOf(LabelException.class)
        .hasMessageStartingWith("mixup: label 2 in wrong; classes are 0 to 1");
    Loader augmented = loader(classified(), "flip");
    assertThatThrownBy(() -> augmented.batch(augmented.order(1), 0))
        .isInstanceOf(StateException.class);
  }

  @Test
  void no_augmentation_leaves_a_loader_as_it_is() {
    Loader loader = loader(classified(), "none");
    assertThat(loader.batch(loader.order(1), 0).count()).isEqualTo(8);
    assertThat(loader.targetRow()).isEqualTo(classified().targetRow());
  }
}
