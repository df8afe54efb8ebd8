// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigitArtTest {

  @Test
  void a_letter_stands_for_two_pixels_above_each_other() {
    var pixels = new float[28 * 28];
    pixels[0] = 1;
    pixels[28 + 1] = 1;
    pixels[2] = 1;
    pixels[28 + 2] = 1;
    var blocks = DigitArt.picture(pixels, false);
    assertThat(blocks).hasSize(14).allMatch(line -> line.length() == 28);
    assertThat(blocks.getFirst()).startsWith("▀▄█ ");
    assertThat(DigitArt.picture(pixels, true).getFirst()).startsWith("++@ ");
  }

  @Test
  void bars_are_as_long_as_probabilities() {
    assertThat(DigitArt.bars(List.of("a", "b"), new double[] {1, 0}, true))
        .containsExactly("a  100.0 %  " + "#".repeat(30), "b    0.0 %");
    assertThat(DigitArt.bars(List.of(), new double[] {0.5}, false).getFirst())
        .isEqualTo("0  50.0 %  " + "█".repeat(15));
  }

  @Test
  void the_lower_block_stands_in_the_middle() {
    assertThat(DigitArt.beside(List.of("a", "bb", "c"), List.of("x")))
        .containsExactly("a", "bb  x", "c");
    assertThat(DigitArt.beside(List.of("a"), List.of("x", "y", "z")))
        .containsExactly("   x", "a  y", "   z");
  }
}
