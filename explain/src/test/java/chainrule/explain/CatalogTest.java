// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogs hold the same, all of what is said, and nothing else. */
class CatalogTest {

  private static final Pattern PLACE = Pattern.compile("\\{\\d}");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)*)\"");

  private final Map<String, String> english = Catalog.of(Language.ENGLISH).texts();
  private final Map<String, String> chinese = Catalog.of(Language.CHINESE).texts();

  @Test
  void both_languages_have_the_same_keys() {
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void both_languages_say_the_same_values() {
    english.forEach(
        (key, text) -> assertThat(places(chinese.get(key))).as(key).isEqualTo(places(text)));
  }

  @Test
  void english_texts_are_ascii_and_chinese_texts_are_chinese() {
    assertThat(english.values()).allMatch(text -> text.matches("[\\x20-\\x7e]*"));
    chinese.forEach((key, text) -> {
      if (PLACE.matcher(text).replaceAll("").matches(".*[a-zA-Z]{2}.*")) {
        assertThat(text).as(key).containsPattern("[\\u4e00-\\u9fff]");
      }
    });
  }

  @Test
  void every_text_is_used() throws IOException {
    Set<String> used = new TreeSet<>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        LITERAL
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .forEach(used::add);
      }
    }
    Set<String> families = Set.of("role", "number", "heading");
    assertThat(english.keySet())
        .allMatch(key -> used.contains(key) || families.contains(key.split("\\.", 2)[0]));
  }

  @Test
  void every_family_is_complete() {
    assertThat(english.keySet())
        .containsAll(keys("role.", Stream.of(Role.values())))
        .containsAll(keys("number.", Stream.of(Remark.NumberReason.Form.values())));
  }

  private static List<String> keys(String family, Stream<? extends Enum<?>> members) {
    return members.map(member -> family + member.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static Set<String> places(String text) {
    return new TreeSet<>(PLACE.matcher(text).results().map(MatchResult::group).toList());
  }
}
