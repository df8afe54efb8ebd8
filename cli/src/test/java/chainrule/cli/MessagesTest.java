// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.explain.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The catalogs hold the same, all of what is said, and nothing else. */
class MessagesTest {

  private static final Pattern VALUES = Pattern.compile("\\$\\{[A-Z-]+}|\\{\\d}|%[,.\\d]*[a-z]");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[-a-z0-9.]+)?)\"");
  private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");

  /** What is told by a format alone, or by words that are the same in Chinese. */
  private static final Set<String> WORDLESS =
      Set.of("train.training.how", "data.received", "data.received.of");

  private final Map<String, String> english = Messages.of(Language.ENGLISH).texts();
  private final Map<String, String> chinese = Messages.of(Language.CHINESE).texts();

  @Test
  void both_languages_have_the_same_keys() {
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void both_languages_say_the_same_values() {
    english.forEach(
        (key, text) -> assertThat(values(chinese.get(key))).as(key).isEqualTo(values(text)));
  }

  @Test
  void chinese_texts_are_chinese() {
    chinese.forEach((key, text) -> {
      boolean words = text.replaceAll("[a-z]+:|%n|\\$?\\{.*?}", "").matches(".*[a-zA-Z]{2}.*");
      boolean example = text.stripLeading().matches("(source <\\()?chainrule .*");
      if (words && !example && !WORDLESS.contains(key)) {
        assertThat(text).as(key).containsPattern(CHINESE);
      }
    });
  }

  @Test
  void every_key_is_used_and_every_used_key_is_there() throws IOException {
    Set<String> used = new TreeSet<>(helpKeys());
    used.addAll(literals());
    assertThat(english.keySet()).isEqualTo(used);
  }

  private static List<String> values(String text) {
    return VALUES.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  /** Text between quotes in the sources that is a key, or looks like one and is none. */
  private Set<String> literals() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> LITERAL.matcher(read(file)).results())
          .map(match -> match.group(1))
          .filter(word -> english.containsKey(word) || looksLikeKey(word))
          .collect(Collectors.toSet());
    }
  }

  private boolean looksLikeKey(String word) {
    int dot = word.indexOf('.');
    String family = dot < 0 ? "" : word.substring(0, dot + 1);
    return dot > 0
        && !Set.of("os.", "java.", "chainrule.", "sun.", "jdk.").contains(family)
        && english.keySet().stream().anyMatch(key -> key.startsWith(family));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys that picocli asks for: one for each text of each help page. */
  private Set<String> helpKeys() {
    Set<String> keys =
        new TreeSet<>(
            Set.of(
                "usage.synopsisHeading",
                "usage.descriptionHeading",
                "usage.parameterListHeading",
                "usage.optionListHeading",
                "usage.commandListHeading",
                "chainrule.usage.exitCodeListHeading",
                "chainrule.usage.footerHeading",
                "chainrule.usage.footer",
                "chainrule.usage.description"));
    english.keySet().stream()
        .filter(key -> key.matches("chainrule\\.([-a-z]+\\.)?usage\\.(footer|exitCodeList)\\.\\d"))
        .forEach(keys::add);
    CommandLine root = Shell.piped().program().root(new Messages(Language.ENGLISH, english));
    keys.addAll(words("chainrule", root.getCommandSpec()));
    root.getSubcommands()
        .forEach((name, verb) -> {
          keys.add("chainrule." + name + ".usage.description");
          keys.addAll(words("chainrule." + name, verb.getCommandSpec()));
        });
    return keys;
  }

  private List<String> words(String prefix, CommandSpec spec) {
    List<String> keys = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      keys.add(key(prefix, option.longestName().substring(2)));
    }
    spec.positionalParameters().forEach(operand -> keys.add(key(prefix, operand.paramLabel())));
    return keys;
  }

  private String key(String prefix, String word) {
    String own = prefix + "." + word;
    return english.containsKey(own) || !english.containsKey(word) ? own : word;
  }
}
