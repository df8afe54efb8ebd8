// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShrinkingTest {
  private static final GrayImage PICTURE =
      new GrayImage(5, 3, new float[] {0, 4, 1, 1, 7, 8, 4, 1, 1, 5, 2, 6, 3, 9, 2});

  @Test
  void blocks_are_averaged_and_smaller_at_the_edge() {
    GrayImage small = Shrinking.toAtMost(3, PICTURE);
    assertThat(small.width()).isEqualTo(3);
    assertThat(small.height()).isEqualTo(2);
    assertThat(small.values()).containsExactly(4, 1, 6, 4, 6, 2);
  }

  @Test
  void small_pictures_stay_as_they_are() {
    assertThat(Shrinking.toAtMost(5, PICTURE)).isSameAs(PICTURE);
  }
}
