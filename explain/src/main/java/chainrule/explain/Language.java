// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

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

  /** The one of two texts that is in this language. */
  String choose(String english, String chinese) {
    return this == ENGLISH ? english : chinese;
  }
}
