// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.formats.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that was found in a run: what, where, with which figures, and what helps.
 *
 * @param symptom what it is
 * @param place the layer, with an empty label where it is none
 * @param figures the numbers it rests on, by name
 * @param words names it tells, such as that of an operation
 */
public record Finding(
    Symptom symptom,
    Severity severity,
    Place place,
    Map<String, Double> figures,
    Map<String, String> words) {

  /** No layer. */
  static final Place NOWHERE = new Place("", "");

  /** Keeps its own copies of figures and words, in their order. */
  public Finding {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  static Finding of(Symptom symptom, Severity severity, Place place) {
    return new Finding(symptom, severity, place, Map.of(), Map.of());
  }

  /** The same with one more figure. */
  Finding with(String name, double figure) {
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, figure);
    return new Finding(symptom, severity, place, more, words);
  }

  /** The same with one more count. */
  Finding with(String name, long count) {
    return with(name, (double) count);
  }

  /** The same with one more word. */
  Finding with(String name, String word) {
    Map<String, String> more = new LinkedHashMap<>(words);
    more.put(name, word);
    return new Finding(symptom, severity, place, figures, more);
  }

  /** A word that programs can test for, as in {@code dead-relu}. */
  public String code() {
    return symptom.code();
  }

  /**
   * What was found, in a sentence with place and figures.
   *
   * @param language Chinese for any kind of it, else English
   */
  public String message(Locale language) {
    return Sentences.of(language).text(symptom.code(), this);
  }

  /**
   * What helps, in a sentence.
   *
   * @param language Chinese for any kind of it, else English
   */
  public String remedy(Locale language) {
    return Sentences.of(language).text(symptom.code() + ".fix", this);
  }

  /** As an object: code, severity, place, figures, words, message and remedy in English. */
  public Json.JsonObject toJson() {
    Json.JsonObject numbers = Json.object();
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      numbers = numbers.with(figure.getKey(), StatisticsJson.number(figure.getValue()));
    }
    Json.JsonObject names = Json.object();
    for (Map.Entry<String, String> word : words.entrySet()) {
      names = names.with(word.getKey(), word.getValue());
    }
    return Json.object()
        .with("code", code())
        .with("severity", severity.name().toLowerCase(Locale.ROOT))
        .with("layer", place.path())
        .with("label", place.label())
        .with("figures", numbers)
        .with("words", names)
        .with("message", message(Locale.ENGLISH))
        .with("remedy", remedy(Locale.ENGLISH));
  }
}
