// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Splits, folds and what is in two datasets. */
class SplitTest {

  private static final long[] LABELS =
      IntStream.range(0, 103).mapToLong(i -> i % 10 == 0 ? 2 : i % 3 == 0 ? 1 : 0).toArray();

  private static long count(int[] places, long label) {
    return Arrays.stream(places).filter(place -> LABELS[place] == label).count();
  }

  private static int[] all(Split split) {
    return IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
        .sorted()
        .toArray();
  }

  @Test
  void each_sample_is_in_one_part_and_each_class_in_both_by_its_share() {
    Split split = Split.of(LABELS, 0.2, Rng.seed(1));
    assertThat(all(split)).isEqualTo(IntStream.range(0, LABELS.length).toArray());
    assertThat(split.test()).isSorted().hasSize(21);
    assertThat(split.train()).isSorted();
    for (long label = 0; label < 3; label++) {
      double share = 0.2 * (count(split.train(), label) + count(split.test(), label));
      assertThat((double) count(split.test(), label)).isBetween(share - 1, share + 1);
    }
  }

  @Test
  void the_choice_depends_on_the_key_alone() {
    assertThat(Split.of(LABELS, 0.2, Rng.seed(1)).test())
        .isEqualTo(Split.of(LABELS, 0.2, Rng.seed(1)).test())
        .isNotEqualTo(Split.of(LABELS, 0.2, Rng.seed(2)).test());
  }

  @Test
  void a_class_of_one_sample_is_learned_from() {
    Split split = Split.of(new long[] {0, 0, 0, 0, 7}, 0.5, Rng.seed(4));
    assertThat(split.train()).contains(4);
    assertThat(split.test()).hasSize(2);
  }

  @Test
  void folds_hold_each_sample_back_once_and_each_class_evenly() {
    List<Split> folds = Folds.of(LABELS, 5, Rng.seed(1));
    assertThat(folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).sorted().toArray())
        .isEqualTo(IntStream.range(0, LABELS.length).toArray());
    for (Split fold : folds) {
      assertThat(all(fold)).isEqualTo(IntStream.range(0, LABELS.length).toArray());
      assertThat(fold.test().length).isBetween(20, 21);
      assertThat(count(fold.test(), 2)).isBetween(2L, 3L);
      assertThat(count(fold.test(), 1)).isBetween(6L, 7L);
    }
  }

  @Test
  void datasets_are_dealt_by_their_targets() {
    Tensor inputs = Tensor.of(DType.F32, Shape.of(6, 1), 1, 2, 3, 4, 5, 6);
    Dataset classes =
        Dataset.of(
            "six",
            inputs,
            Tensor.of(Shape.of(6), new long[] {0, 1, 0, 1, 0, 1}),
            List.of("a", "b"));
    for (Split fold : Folds.of(classes, 3, Rng.seed(9))) {
      assertThat(Arrays.stream(fold.test()).map(place -> place % 2))
          .containsExactlyInAnyOrder(0, 1);
    }
    assertThat(Split.of(classes, 0.3, Rng.seed(9)).test()).hasSize(2);
    Dataset numbers = Dataset.of("six", inputs, inputs, List.of());
    assertThat(Split.of(numbers, 0.5, Rng.seed(9)).test()).hasSize(3);
  }

  @Test
  void impossible_wishes_are_named() {
    for (double share : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> Split.of(LABELS, share, Rng.seed(1)))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("split: test share " + share);
    }
    assertThatThrownBy(() -> Split.of(new long[] {1}, 0.5, Rng.seed(1)))
        .hasMessageContaining("split: 1 training and 0 test samples");
    for (int folds : new int[] {-1, 0, 1, 104}) {
      assertThatThrownBy(() -> Folds.of(LABELS, folds, Rng.seed(1)))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("folds: " + folds + " of 103 samples; needs 2 to 103");
    }
  }

  @Test
  void samples_in_two_datasets_are_counted_by_input_and_target() {
    Dataset train = rows(new double[] {1, 2, 3, 4}, 0, 1);
    assertThat(Duplicates.count(train, rows(new double[] {3, 4, 1, 2, 5, 6}, 1, 0, 2)))
        .isEqualTo(2);
    assertThat(Duplicates.count(train, rows(new double[] {1, 2, 1, 2, 3, 4}, 0, 0, 0)))
        .isEqualTo(2);
    assertThat(Duplicates.count(train, rows(new double[] {2, 1}, 0))).isZero();
    assertThat(Duplicates.count(train, train)).isEqualTo(2);
  }

  private static Dataset rows(double[] inputs, long... labels) {
    return Dataset.of(
        "rows",
        Tensor.of(DType.F32, Shape.of(labels.length, 2), inputs),
        Tensor.of(Shape.of(labels.length), labels),
        List.of("a", "b", "c"));
  }
}
