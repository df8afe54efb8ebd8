// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings linux(Map<String, String> environment) {
    return Settings.of(environment, Map.of("user.home", "/users/ada", "os.name", "Linux")::get);
  }

  @Test
  void nothing_set_means_no_data_and_the_cache_of_the_user() {
    assertThat(linux(Map.of()).data()).isEmpty();
    assertThat(linux(Map.of()).runs()).isEmpty();
    assertThat(linux(Map.of()).cache()).isEqualTo(Path.of("/users/ada/.cache/chainrule"));
  }

  @Test
  void variables_name_the_folders() {
    Settings settings =
        linux(
            Map.of("CHAINRULE_DATA", "data", "CHAINRULE_RUNS", "/runs", "XDG_CACHE_HOME", "/xdg"));
    assertThat(settings.data()).contains(Path.of("data"));
    assertThat(settings.runs()).contains(Path.of("/runs"));
    assertThat(settings.cache()).isEqualTo(Path.of("/xdg/chainrule"));
  }

  @Test
  void empty_variables_and_a_relative_cache_count_as_unset() {
    Settings settings = linux(Map.of("CHAINRULE_DATA", " ", "XDG_CACHE_HOME", "relative"));
    assertThat(settings.data()).isEmpty();
    assertThat(settings.cache()).isEqualTo(Path.of("/users/ada/.cache/chainrule"));
  }

  @Test
  void windows_has_its_own_place_for_caches() {
    Map<String, String> system = Map.of("user.home", "/users/ada", "os.name", "Windows 11");
    assertThat(Settings.of(Map.of("LOCALAPPDATA", "/local"), system::get).cache())
        .isEqualTo(Path.of("/local/chainrule"));
    assertThat(Settings.of(Map.of("XDG_CACHE_HOME", "/xdg"), system::get).cache())
        .isEqualTo(Path.of("/users/ada/AppData/Local/chainrule"));
  }

  @Test
  void a_variable_that_holds_no_path_is_named() {
    assertThatThrownBy(() -> linux(Map.of("CHAINRULE_DATA", "a\0b")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("settings: CHAINRULE_DATA holds no path");
  }

  @Test
  void this_process_has_settings() {
    assertThat(Settings.read().cache()).isAbsolute().hasFileName("chainrule");
  }
}
