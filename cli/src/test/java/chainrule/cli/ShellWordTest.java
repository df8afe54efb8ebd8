// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordTest {

  @Test
  void plain_words_stay_as_they_are() {
    for (var word : new String[] {"../bin/chainrule", "runs-2", "/tmp/中文", "a=b:c@1%+,"}) {
      assertThat(ShellWord.of(word)).isEqualTo(word);
    }
  }

  @Test
  void what_a_shell_would_take_apart_is_quoted() {
    assertThat(ShellWord.of("my runs")).isEqualTo("'my runs'");
    assertThat(ShellWord.of("")).isEqualTo("''");
    assertThat(ShellWord.of("~/x")).isEqualTo("'~/x'");
    assertThat(ShellWord.of("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
  }
}
