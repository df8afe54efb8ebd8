// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The counts of a {@link Classification} as JSON. A small confusion matrix is written in rows, a
 * large one as triples of actual class, predicted class and how often, where that is not 0.
 */
final class ClassJson {

  private static final int MOST_ROWS = 32;
  private static final int MOST_CLASSES = 10_000;

  private ClassJson() {}

  static Json.JsonObject with(Json.JsonObject json, Classification classes) {
    List<List<Long>> confusion = classes.confusion();
    Json.JsonObject counted = json.with("classes", confusion.size());
    counted =
        confusion.size() <= MOST_ROWS
            ? counted.with("confusion", Json.array(confusion.stream().map(ClassJson::of).toList()))
            : counted.with("pairs", Json.array(pairs(confusion)));
    if (classes.undecided().stream().anyMatch(count -> count > 0)) {
      counted = counted.with("undecided", of(classes.undecided()));
    }
    return classes.ranking().isEmpty()
        ? counted
        : counted.with("ranking", of(classes.ranking().get()));
  }

  private static Json.JsonArray of(List<Long> counts) {
    return Json.array(counts.stream().map(Json::of).toList());
  }

  private static List<Json.JsonArray> pairs(List<List<Long>> confusion) {
    List<Json.JsonArray> pairs = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        long times = confusion.get(i).get(j);
        if (times > 0) {
          pairs.add(of(List.of((long) i, (long) j, times)));
        }
      }
    }
    return pairs;
  }

  private static Json.JsonObject of(Ranking ranking) {
    List<Json> areas = new ArrayList<>();
    for (OptionalDouble area : ranking.areas()) {
      areas.add(area.isPresent() ? EvaluationJson.number(area.getAsDouble()) : new Json.JsonNull());
    }
    return Json.object().with("places", of(ranking.places())).with("areas", Json.array(areas));
  }

  static Classification read(Json.JsonObject json, double loss) {
    long classes = json.whole("classes");
    if (classes < 0 || classes > MOST_CLASSES) {
      throw new FormatException("evaluation: " + classes + " classes; needs 0 to " + MOST_CLASSES);
    }
    int size = (int) classes;
    List<Long> undecided =
        json.find("undecided").map(ClassJson::counts).orElse(Collections.nCopies(size, 0L));
    Optional<Ranking> ranking = json.find("ranking").map(Json::asObject).map(ClassJson::ranking);
    return new Classification(loss, confusion(json, size), undecided, ranking);
  }

  private static List<Long> counts(Json json) {
    return json.asArray().stream().map(Json::asWhole).toList();
  }

  private static List<List<Long>> confusion(Json.JsonObject json, int classes) {
    Optional<Json> rows = json.find("confusion");
    if (rows.isPresent()) {
      List<List<Long>> counts = rows.get().asArray().stream().map(ClassJson::counts).toList();
      if (counts.size() != classes) {
        throw new FormatException(
            "evaluation: confusion has " + counts.size() + " rows; needs " + classes);
      }
      return counts;
    }
    Storage.checkBudget("evaluation", 16L * classes * classes);
    List<List<Long>> counts =
        Stream.generate(() -> new ArrayList<>(Collections.nCopies(classes, 0L)))
            .limit(classes)
            .<List<Long>>map(row -> row)
            .toList();
    for (Json pair : json.array("pairs")) {
      List<Long> numbers = counts(pair);
      if (numbers.size() != 3
          || !isPlace(numbers.get(0), classes)
          || !isPlace(numbers.get(1), classes)) {
        throw new FormatException(
            "evaluation: pair " + numbers + "; needs two of " + classes + " classes and a count");
      }
      counts.get(numbers.get(0).intValue()).set(numbers.get(1).intValue(), numbers.get(2));
    }
    return counts;
  }

  private static boolean isPlace(long number, int classes) {
    return number >= 0 && number < classes;
  }

  private static Ranking ranking(Json.JsonObject json) {
    List<OptionalDouble> areas =
        json.array("areas").stream()
            .map(area ->
                area instanceof Json.JsonNull
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(EvaluationJson.number(area)))
            .toList();
    return new Ranking(counts(json.get("places")), areas);
  }
}
