// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoLayerDescentTest {

  @Test
  void row_22_the_loss_of_the_two_layer_net_falls_as_the_page_says() {
    CoursePage.assertBegins("22");
    assertThat(TwoLayerDescent.losses(TwoLayerDescent.run(DType.F64, 3), 2))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allSatisfy(loss -> assertThat(loss).isBetween(1000.0, 1e5));
  }

  @Test
  void another_seed_starts_and_ends_elsewhere() {
    assertThat(TwoLayerDescent.run(DType.F64, 1).steps(2))
        .isNotEqualTo(TwoLayerDescent.run(DType.F64, 2).steps(2));
  }

  @Test
  void single_precision_goes_the_same_way() {
    double once = TwoLayerDescent.run(DType.F32, 1).steps(100);
    double twice = TwoLayerDescent.run(DType.F64, 1).steps(100);
    assertThat(once).isBetween(0.2 * twice, 5 * twice);
  }

  @Test
  void after_10000_steps_most_seeds_are_at_the_order_of_1e_4() {
    List<List<Double>> seeds =
        CoursePage.lines("22").stream()
            .filter(line -> line.contains("e+"))
            .map(line -> CoursePage.numbers(line, 4))
            .toList();
    assertThat(seeds)
        .hasSize(5)
        .allSatisfy(losses -> {
          assertThat(losses.get(0)).as("after 2000").isBetween(1.0, 10.0);
          assertThat(losses.get(1)).as("after 10,000").isBetween(1e-5, 1e-3);
        });
    assertThat(seeds.stream().filter(losses -> losses.get(1) >= 1e-4)).hasSize(4);
  }
}
