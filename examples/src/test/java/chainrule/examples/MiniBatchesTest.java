// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.train.data.Digits;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {

  @Test
  void row_41_mini_batches_learn_digits_not_seen() {
    Digits digits = Digits.synthetic(3000, 500);
    double before = MiniBatches.train(digits, 0);
    double after = MiniBatches.train(digits, 8);
    assertThat(before).isLessThan(0.3);
    assertThat(after).isGreaterThan(0.7);
  }
}
