// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever people read comes from a catalog. */
class PseudoLocaleTest {

  private static final Messages MESSAGES = PseudoLocale.messages();

  /** What is the same in every language: command lines, options, paths. */
  private static final Pattern NAMES =
      Pattern.compile("chainrule( [a-z]+)?|--[a-z-]+( [a-z]+)?|\\S*/\\S*|Linear\\(.*?\\)");

  /** Two plain words in a row: a sentence in English. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z]{2,} [a-z]{2,}");

  @TempDir private static Path folder;

  @BeforeAll
  static void make() throws IOException {
    TinyMnist.in(folder.resolve("data"));
  }

  @Test
  void every_help_page_is_translated() {
    check("--help");
    for (var verb : verbs()) {
      check(verb, "--help");
    }
  }

  @Test
  void every_result_is_translated() {
    var data = folder.resolve("data").toString();
    var runs = folder.resolve("runs").toString();
    check();
    check("summary", "784-16-16-10");
    check("data");
    check("train", "--data", data, "--runs", runs, "--epochs", "1", "--net", "784-10");
    check("train", "--data", data, "--runs", runs, "--epochs", "1", "--loss", "mse");
    check("summary", "latest", "--runs", runs);
    check("evaluate", "latest", "--runs", runs, "--data", data);
    check("predict", "latest", "--runs", runs, "--data", data, "--test-index", "7");
  }

  @Test
  void every_complaint_about_words_is_translated() {
    check("trian");
    check("no-such-thing-at-all");
    check("train", "--epoch", "3");
    check("train", "--epochs", "0");
    check("train", "--seed", "x");
    check("train", "--lr", "-1");
    check("train", "--momentum", "1", "--optimizer", "sgd");
    check("train", "--momentum", "0.5");
    check("train", "--loss", "crossentropy");
    check("train", "--net", "100-10");
    check("train", "--json=yes");
    check("train", "mnist", "twice");
    check("train", "--out");
    check("train", "--out", "a\0b");
    check("predict", "latest");
    check("summary", "999999999-999999999-".repeat(20) + "1");
    check("completion", "fish");
  }

  private static List<String> verbs() {
    return new ArrayList<>(Shell.piped().program().root(MESSAGES).getSubcommands().keySet());
  }

  private static void check(String... words) {
    var outcome = Shell.piped().runIn(MESSAGES, new Interruption(), words);
    assertThat(outcome.code()).isIn(0, 1, 2);
    (outcome.out() + outcome.err())
        .lines()
        .forEach(line ->
            assertThat(NAMES.matcher(line).replaceAll(""))
                .as("chainrule %s: %s", String.join(" ", Arrays.asList(words)), line)
                .doesNotContainPattern(PLAIN));
  }
}
