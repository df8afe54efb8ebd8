// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.train.Evaluation;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomStartTest {

  @Test
  void row_37_a_random_start_is_right_about_one_time_in_ten() {
    Dataset data = Digits.synthetic(1, 1000).test();
    double mean =
        LongStream.rangeClosed(1, 20)
            .mapToDouble(seed -> RandomStart.evaluate(seed, data).accuracy())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(0.07, 0.14);
  }

  @Test
  void the_cost_adds_up_outputs_and_averages_samples() {
    Dataset data = Digits.synthetic(1, 200).test();
    Evaluation start = RandomStart.evaluate(1, data);
    assertThat(start.loss()).isBetween(0.9, 10.0);
  }
}
