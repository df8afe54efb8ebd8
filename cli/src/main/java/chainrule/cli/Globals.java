// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.explain.Language;
import java.util.List;
import java.util.Optional;

/**
 * The words that matter before the others can be understood: messages about those are already in
 * the user's language.
 *
 * @param tag what {@code --lang} says, if it is there
 * @param style the flags of the console
 */
record Globals(Optional<String> tag, Console.Style style) {

  private static final String LANG = "--lang";

  static Globals of(List<String> words) {
    int end = words.indexOf("--");
    List<String> heard = end < 0 ? words : words.subList(0, end);
    Optional<String> tag = Optional.empty();
    for (int i = 0; i < heard.size(); i++) {
      String word = heard.get(i);
      if (word.equals(LANG) && i + 1 < heard.size()) {
        tag = Optional.of(heard.get(i + 1));
      } else if (word.startsWith(LANG + "=")) {
        tag = Optional.of(word.substring(LANG.length() + 1));
      }
    }
    return new Globals(
        tag,
        new Console.Style(
            heard.contains("--ascii"),
            heard.contains("--ascii"),
            heard.contains("--quiet"),
            heard.contains("--debug")));
  }

  /** The language asked for, else the one of the environment, else English. */
  Language language(Settings settings) {
    return tag.flatMap(Language::of)
        .or(() -> Language.of(settings.locale()))
        .orElse(Language.ENGLISH);
  }

  /** The same, with plain letters alone where blocks and rules may be two columns wide. */
  Globals suiting(Language language) {
    return new Globals(
        tag,
        new Console.Style(
            style.ascii(),
            style.ascii() || language == Language.CHINESE,
            style.quiet(),
            style.debug()));
  }

  /**
   * Checks that the language asked for is one that is spoken.
   *
   * @throws ArgumentException in the user's language
   */
  void check(Messages messages) {
    if (tag.isPresent() && tag.flatMap(Language::of).isEmpty()) {
      throw new ArgumentException(
          messages.text("usage.choice", LANG, tag.get()),
          messages.text("usage.choice.all", String.join(", ", Language.codes())));
    }
  }
}
