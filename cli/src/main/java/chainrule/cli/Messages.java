// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.explain.Language;
import chainrule.explain.text.CatalogFile;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says in one language: text by key, with {@code {0}}, {@code {1}} where
 * values go. Numbers come as text already.
 */
final class Messages extends ResourceBundle {

  private final Language language;
  private final Map<String, String> texts;

  Messages(Language language, Map<String, String> texts) {
    this.language = language;
    this.texts = new TreeMap<>(texts);
  }

  static Messages of(Language language) {
    String file = "messages_" + language.code() + ".properties";
    return new Messages(language, CatalogFile.read(Messages.class.getResourceAsStream(file), file));
  }

  /** The language of the texts, for what brings its own. */
  Language language() {
    return language;
  }

  /** All of it, by key. */
  Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** The text of a key, with these values in it. */
  String text(String key, Object... values) {
    String text = getString(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(new TreeSet<>(texts.keySet()));
  }
}
