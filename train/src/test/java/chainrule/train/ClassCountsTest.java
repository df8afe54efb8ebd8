// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.error.LabelException;
import chainrule.tensor.Tensor;
import chainrule.train.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassCountsTest {

  private static Dataset labeled(long... labels) {
    Tensor targets = Tensor.of(Shape.of(labels.length), labels);
    return Dataset.of("four", Tensor.zeros(labels.length, 2), targets, List.of("a", "b", "c", "d"));
  }

  @Test
  void labels_are_counted_by_class() {
    ClassCounts counts = ClassCounts.of(labeled(0, 0, 0, 1, 3, 3, 0, 0, -100));
    assertThat(counts.counts()).containsExactly(5L, 1L, 0L, 2L);
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.imbalance()).isEqualTo(5);
    // 8 samples, 3 classes that occur.
    assertThat(counts.weights()).containsExactly(8 / 15.0, 8 / 3.0, 0.0, 8 / 6.0);
  }

  @Test
  void without_samples_nothing_is_out_of_balance() {
    ClassCounts none = ClassCounts.of(labeled());
    assertThat(none.imbalance()).isNaN();
    assertThat(none.weights()).containsOnly(0.0);
  }

  @Test
  void targets_are_classes() {
    Dataset numbers = Dataset.of("numbers", Tensor.zeros(2, 1), Tensor.zeros(2, 1), List.of());
    assertThatThrownBy(() -> ClassCounts.of(numbers)).isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> ClassCounts.of(labeled(4)))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("label 4; classes are 0 to 3");
  }
}
