// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.formats.Json;
import chainrule.train.EvaluationJson;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Some options that were tried.
 *
 * @param number of the candidate, 1 for the first; the same in every round
 * @param options a value for each option of the space
 * @param epochs how long it was trained
 * @param outcome what it came to
 */
public record Trial(int number, SequencedMap<String, String> options, int epochs, Outcome outcome) {

  /**
   * The best first: more epochs, then a larger score, then a smaller loss, then the earlier; what
   * failed comes last among its epochs.
   */
  public static final Comparator<Trial> BEST_FIRST =
      Comparator.comparingInt((Trial trial) -> -trial.epochs)
          .thenComparing(trial -> !trial.outcome.isScored())
          .thenComparingDouble(trial -> -trial.outcome.score())
          .thenComparingDouble(trial -> trial.outcome.loss())
          .thenComparingInt(Trial::number);

  /** Keeps its own copy of the options. */
  public Trial {
    options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
  }

  /** The trial as a line of a log; without what a failed one has not. */
  public Json.JsonObject toJson() {
    Json.JsonObject chosen = Json.object();
    for (var option : options.entrySet()) {
      chosen = chosen.with(option.getKey(), option.getValue());
    }
    Json.JsonObject line =
        Json.object()
            .with("v", 1)
            .with("event", "trial")
            .with("trial", number)
            .with("options", chosen)
            .with("epochs", epochs)
            .with("score", EvaluationJson.number(outcome.score()))
            .with("loss", EvaluationJson.number(outcome.loss()))
            .with("seconds", EvaluationJson.number(outcome.seconds()));
    return outcome.weightsSha256().isEmpty()
        ? line
        : line.with("weights_sha256", outcome.weightsSha256());
  }

  /** The trial of a line. */
  static Trial read(Json.JsonObject line) {
    SequencedMap<String, String> options = new LinkedHashMap<>();
    line.object("options").members().forEach((name, value) -> options.put(name, value.asText()));
    return new Trial(
        Math.toIntExact(Math.clamp(line.whole("trial"), 0, SearchPlan.MOST_TRIALS + 1)),
        options,
        Math.clamp(line.whole("epochs"), 0, Integer.MAX_VALUE),
        new Outcome(
            EvaluationJson.number(line.get("score")),
            EvaluationJson.number(line.get("loss")),
            EvaluationJson.number(line.get("seconds")),
            line.find("weights_sha256").map(Json::asText).orElse("")));
  }
}
