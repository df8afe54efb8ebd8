// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What findings say in one language: texts by key, with {@code {name}} where a figure or a word
 * goes, {@code {name%}} for a share in percent and {@code {place}} for the layer.
 */
final class Sentences {

  private static final Pattern GAP = Pattern.compile("\\{([a-zA-Z]+)(%?)}");
  private static final MathContext DIGITS = new MathContext(3);
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-4;
  private static final int PERCENT = 100;

  private static final Sentences ENGLISH = new Sentences("en");
  private static final Sentences CHINESE = new Sentences("zh");

  private final Properties texts = new Properties();

  private Sentences(String language) {
    String file = "findings_" + language + ".properties";
    try (InputStream in = Sentences.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no texts " + file);
      }
      texts.load(new InputStreamReader(in, UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Sentences of(Locale language) {
    return language.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  /** The keys of all texts. */
  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /** The text of a key as it stands. */
  String raw(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text " + key);
    }
    return text;
  }

  /** The text of a key, filled. */
  String text(String key, Finding finding) {
    return GAP.matcher(raw(key))
        .replaceAll(gap -> Matcher.quoteReplacement(value(gap.group(1), gap.group(2), finding)));
  }

  private static String value(String name, String percent, Finding finding) {
    if (name.equals("place")) {
      return finding.place().toString();
    }
    Double figure = finding.figures().get(name);
    if (figure == null) {
      String word = finding.words().get(name);
      if (word == null) {
        throw new IllegalStateException(finding.code() + " has no " + name);
      }
      return word;
    }
    return percent.isEmpty() ? figure(figure) : figure(figure * PERCENT) + " %";
  }

  /** A number with three digits that matter, whole numbers with all. */
  static String figure(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size < LARGE && value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return size < SMALL || size >= LARGE
        ? String.format(Locale.ROOT, "%.1e", value)
        : rounded.toPlainString();
  }
}
