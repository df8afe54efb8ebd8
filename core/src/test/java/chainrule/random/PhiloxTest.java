// SPDX-License-Identifier: Apache-2.0
package chainrule.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
  /** The vectors published with Random123: counter words 0-3, key words 0-1, output words 0-3. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1",
  })
  void gives_the_published_vectors(String counter, String key, String output) {
    int[] c = words(counter);
    int[] k = words(key);
    int[] expected = words(output);
    long first = join(c[0], c[1]);
    long second = join(c[2], c[3]);
    assertThat(Philox.half(join(k[0], k[1]), first, second, false))
        .isEqualTo(join(expected[0], expected[1]));
    assertThat(Philox.half(join(k[0], k[1]), first, second, true))
        .isEqualTo(join(expected[2], expected[3]));
  }

  private static int[] words(String text) {
    String[] parts = text.split(" ", -1);
    int[] words = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      words[i] = Integer.parseUnsignedInt(parts[i], 16);
    }
    return words;
  }

  private static long join(int low, int high) {
    return ((long) high << 32) | Integer.toUnsignedLong(low);
  }
}
