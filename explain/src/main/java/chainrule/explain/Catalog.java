// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.formula.Formula;
import chainrule.explain.page.Piece;
import chainrule.explain.text.CatalogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What explanations say in one language: texts by key, with {@code {0}}, {@code {1}} where words
 * and formulas go.
 */
final class Catalog {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Catalog ENGLISH = new Catalog(Language.ENGLISH);
  private static final Catalog CHINESE = new Catalog(Language.CHINESE);

  private final Language language;
  private final Map<String, String> texts;

  private Catalog(Language language) {
    this.language = language;
    String file = "words_" + language.code() + ".properties";
    texts = CatalogFile.read(Catalog.class.getResourceAsStream(file), file);
  }

  static Catalog of(Language language) {
    return language == Language.ENGLISH ? ENGLISH : CHINESE;
  }

  Language language() {
    return language;
  }

  /** All of it, by key. */
  Map<String, String> texts() {
    return texts;
  }

  /** The text of a key. */
  String text(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("no text " + key);
    }
    return text;
  }

  /**
   * The text of a key with values in it: formulas, pieces, lists of pieces, or anything else as
   * words.
   */
  List<Piece> pieces(String key, Object... values) {
    String text = text(key);
    List<Piece> pieces = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      words(text.substring(end, place.start()), pieces);
      add(values[Integer.parseInt(place.group(1))], pieces);
      end = place.end();
    }
    words(text.substring(end), pieces);
    return pieces;
  }

  private static void words(String text, List<Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Words(text));
    }
  }

  private static void add(Object value, List<Piece> pieces) {
    switch (value) {
      case Piece piece -> pieces.add(piece);
      case Formula formula -> pieces.add(new Piece.Inline(formula));
      case List<?> list -> list.forEach(part -> add(part, pieces));
      default -> words(String.valueOf(value), pieces);
    }
  }
}
