// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told in. */
public enum Language {
  /** English. */
  ENGLISH("en"),
  /** Simplified Chinese. */
  CHINESE("zh");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The two letters of ISO 639, as in {@code zh}. */
  public String code() {
    return code;
  }

  /** The letters of all languages. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(Language::code).toList();
  }

  /** The language of a tag such as {@code zh}, {@code zh-CN} or {@code zh_CN.UTF-8}. */
  public static Optional<Language> of(String tag) {
    String start = tag.split("[-_.@]", 2)[0].toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(language -> language.code.equals(start)).findFirst();
  }

  /** The one of two texts that is in this language. */
  String choose(String english, String chinese) {
    return this == ENGLISH ? english : chinese;
  }
}
