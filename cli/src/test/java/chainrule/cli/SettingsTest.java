// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void without_a_launcher_nothing_is_known_of_the_terminal() {
    var settings = settings(Map.of(), Map.of());
    assertThat(settings.command()).isEqualTo("chainrule");
    assertThat(settings.errorPath()).isEmpty();
    assertThat(settings.terminal()).isFalse();
    assertThat(settings.columns()).isEmpty();
    assertThat(settings.locale()).isEmpty();
  }

  @Test
  void the_launcher_is_believed_but_a_dumb_terminal_cannot_rewrite_a_line() {
    var told = Map.of("chainrule.terminal", "true", "chainrule.stderr", "/dev/fd/3");
    assertThat(settings(Map.of(), told).terminal()).isTrue();
    assertThat(settings(Map.of(), told).errorPath()).contains("/dev/fd/3");
    assertThat(settings(Map.of("TERM", "dumb"), told).terminal()).isFalse();
    assertThat(settings(Map.of(), Map.of("chainrule.command", "./chainrule")).command())
        .isEqualTo("./chainrule");
    assertThat(settings(Map.of(), Map.of("chainrule.command", "my dir/chainrule")).command())
        .isEqualTo("'my dir/chainrule'");
  }

  @Test
  void the_first_variable_of_the_locale_that_is_set_counts() {
    assertThat(settings(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", ""), Map.of()).locale())
        .isEqualTo("zh_CN.UTF-8");
    assertThat(settings(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"), Map.of()).locale())
        .isEqualTo("C");
  }

  @Test
  void a_width_that_is_none_is_left_out() {
    assertThat(settings(Map.of("COLUMNS", "120"), Map.of()).columns()).contains(120);
    assertThat(settings(Map.of("COLUMNS", "wide"), Map.of()).columns()).isEmpty();
    assertThat(settings(Map.of("COLUMNS", "-1"), Map.of()).columns()).isEmpty();
  }

  @Test
  void the_language_is_what_was_asked_for_else_the_locale_else_english() {
    assertThat(language("", "zh_CN.UTF-8")).isEqualTo(Language.CHINESE);
    assertThat(language("--lang=en", "zh_CN.UTF-8")).isEqualTo(Language.ENGLISH);
    assertThat(language("--lang=zh-Hans", "")).isEqualTo(Language.CHINESE);
    assertThat(language("", "fr_FR")).isEqualTo(Language.ENGLISH);
    assertThat(Globals.of(List.of("--", "--lang", "zh", "--debug")).tag()).isEmpty();
    assertThat(Globals.of(List.of("--lang")).tag()).isEmpty();
  }

  private static Language language(String word, String locale) {
    return Globals.of(List.of(word)).language(settings(Map.of("LANG", locale), Map.of()));
  }

  private static Settings settings(Map<String, String> environment, Map<String, String> told) {
    return Settings.of(environment, key -> told.getOrDefault(key, ""));
  }
}
