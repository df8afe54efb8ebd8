// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import chainrule.explain.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Properties;
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
    return new Messages(language, read("messages_" + language.code() + ".properties"));
  }

  /** The language of the texts, for what brings its own. */
  Language language() {
    return language;
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (var in = Messages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no catalog " + file);
      }
      properties.load(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.forEach((key, text) -> texts.put((String) key, (String) text));
    return texts;
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
