// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentedDigitTest {

  private static final Dataset DIGITS = Digits.synthetic(20, 1).train();

  static Iterable<String> rows() {
    return AugmentedDigit.ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_shows_the_digit_changed_but_still_there(String augmentation) {
    float[] plain = AugmentedDigit.shown(DIGITS, "none", 1).toFloats();
    int changed = 0;
    for (int epoch = 1; epoch <= 10; epoch++) {
      float[] shown = AugmentedDigit.shown(DIGITS, augmentation, epoch).toFloats();
      double ink = 0;
      double kept = 0;
      for (int pixel = 0; pixel < plain.length; pixel++) {
        ink += plain[pixel];
        kept += shown[pixel];
        changed += shown[pixel] == plain[pixel] ? 0 : 1;
      }
      assertThat(kept / ink).as("ink left in epoch %s", epoch).isBetween(0.3, 5.0);
    }
    assertThat(changed).isPositive();
  }

  @Test
  void the_picture_is_written(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("digit.png");
    AugmentedDigit.main(file.toString());
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(11 * 32 * 3);
  }
}
