// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void nothing_said_means_the_machines_width_and_warming() {
    assertThat(Settings.of("", "")).isEqualTo(new Settings(0, true));
  }

  @Test
  void widths_and_warming_are_read() {
    assertThat(Settings.of("128", "false")).isEqualTo(new Settings(128, false));
    assertThat(Settings.of("256", "true")).isEqualTo(new Settings(256, true));
    assertThat(Settings.of("512", "")).isEqualTo(new Settings(512, true));
  }

  @Test
  void anything_else_is_an_error_that_names_the_property() {
    assertThatThrownBy(() -> Settings.of("64", ""))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("chainrule.vector.bits: \"64\"; needs 128, 256 or 512");
    assertThatThrownBy(() -> Settings.of("", "no"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("chainrule.vector.warming: \"no\"; needs true or false");
  }
}
