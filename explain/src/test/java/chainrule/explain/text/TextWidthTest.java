// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {

  @Test
  void text_is_padded_to_columns_of_the_terminal() {
    assertThat(TextWidth.left("层", 4)).isEqualTo("层  ");
    assertThat(TextWidth.right("层", 4)).isEqualTo("  层");
    assertThat(TextWidth.left("layer", 3)).isEqualTo("layer");
    assertThat(TextWidth.right("", 2)).isEqualTo("  ");
  }
}
