// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchGradientTest {

  @Test
  void row_54_gradients_of_larger_batches_point_nearer_to_that_of_all() {
    CoursePage.assertBegins("54");
    List<Double> start =
        CoursePage.lines("54").stream()
            .filter(line -> line.matches("\\|( +-?[0-9.]+ \\|){4}"))
            .map(line -> CoursePage.numbers(line, 1).getFirst())
            .toList();
    assertThat(start).hasSize(5).isSorted();
    assertThat(start.getLast()).isEqualTo(1);
    assertThat(start.get(2)).as("batches of 100").isGreaterThan(0.7);
  }
}
