// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file of texts by key: a properties file in UTF-8. */
public final class CatalogFile {

  private CatalogFile() {}

  /**
   * Reads a file, and closes it.
   *
   * @param file the stream, as {@code getResourceAsStream} gave it to the module that owns the file
   * @param name what it is called
   * @throws IllegalStateException if the module has no such file
   */
  public static Map<String, String> read(@Nullable InputStream file, String name) {
    Properties properties = new Properties();
    try (InputStream in = file) {
      if (in == null) {
        throw new IllegalStateException("no catalog " + name);
      }
      properties.load(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.forEach((key, text) -> texts.put((String) key, (String) text));
    return Collections.unmodifiableMap(texts);
  }
}
