// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the command line speaks. */
enum Language {
  /** English. */
  EN,
  /** Simplified Chinese. */
  ZH;

  /** As {@code --lang} takes it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(Language::code).toList();
  }

  /** The language of a tag such as {@code zh}, {@code zh-CN} or {@code zh_CN.UTF-8}. */
  static Optional<Language> of(String tag) {
    String code = tag.split("[-_.@]", 2)[0].toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }
}
