// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.Language;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** English with an accent on every letter: what comes out without did not go through a catalog. */
final class PseudoLocale {

  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ACCENTED = "áƀçďéƒğĥíĵķĺɱñóƥɋŕšţúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĹṀÑÓƤɊŔŠŢÚṼŴẊÝŽ";

  /** Where values go, what a format does, and the number of an exit code. */
  private static final Pattern KEPT =
      Pattern.compile("\\$\\{[^}]*}|\\{\\d}|%[-,.\\d]*[a-zA-Z%]|^\\d+:");

  private PseudoLocale() {}

  static Messages messages() {
    Map<String, String> texts = new TreeMap<>();
    Messages.of(Language.ENGLISH).texts().forEach((key, text) -> texts.put(key, accented(text)));
    return new Messages(Language.ENGLISH, texts);
  }

  private static String accented(String text) {
    var result = new StringBuilder();
    int from = 0;
    for (MatchResult match : KEPT.matcher(text).results().toList()) {
      result.append(letters(text.substring(from, match.start()))).append(match.group());
      from = match.end();
    }
    return result.append(letters(text.substring(from))).toString();
  }

  private static String letters(String text) {
    var result = new StringBuilder();
    for (char letter : text.toCharArray()) {
      int index = PLAIN.indexOf(letter);
      result.append(index < 0 ? letter : ACCENTED.charAt(index));
    }
    return result.toString();
  }
}
