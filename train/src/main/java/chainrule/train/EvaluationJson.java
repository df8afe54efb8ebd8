// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.util.List;

/**
 * Evaluations as JSON objects and back, to the same bits. A number that is not finite is a string;
 * an area that does not exist is null.
 *
 * <p>{@code kind} is {@code classification} or {@code regression}. Figures that follow from others,
 * such as {@code accuracy} and {@code macro_f1}, are written for readers and not read again.
 */
public final class EvaluationJson {

  static final String CLASSIFICATION = "classification";
  static final String REGRESSION = "regression";

  /** Classes from which on {@code top_3_accuracy} is written. */
  private static final int TOP_FROM = 5;

  private static final int TOP = 3;

  private EvaluationJson() {}

  /** The object of an evaluation. */
  public static Json.JsonObject of(Evaluation evaluation) {
    return switch (evaluation) {
      case Classification classes -> of(classes);
      case Regression numbers -> of(numbers);
    };
  }

  private static Json.JsonObject of(Classification classes) {
    Json.JsonObject json =
        Json.object()
            .with("kind", CLASSIFICATION)
            .with("count", classes.count())
            .with("loss", number(classes.loss()))
            .with("accuracy", number(classes.accuracy()))
            .with("balanced_accuracy", number(classes.balancedAccuracy()))
            .with("macro_precision", number(classes.macroPrecision()))
            .with("macro_recall", number(classes.macroRecall()))
            .with("macro_f1", number(classes.macroF1()));
    if (classes.confusion().size() >= TOP_FROM && classes.topAccuracy(TOP).isPresent()) {
      json = json.with("top_3_accuracy", number(classes.topAccuracy(TOP).getAsDouble()));
    }
    if (classes.rocAuc().isPresent()) {
      json = json.with("roc_auc", number(classes.rocAuc().getAsDouble()));
    }
    return ClassJson.with(json, classes);
  }

  private static Json.JsonObject of(Regression numbers) {
    List<Json.JsonObject> outputs =
        numbers.outputs().stream()
            .map(output ->
                Json.object()
                    .with("mse", number(output.mse()))
                    .with("mae", number(output.mae()))
                    .with("r2", number(output.r2())))
            .toList();
    return Json.object()
        .with("kind", REGRESSION)
        .with("count", numbers.count())
        .with("loss", number(numbers.loss()))
        .with("mse", number(numbers.mse()))
        .with("rmse", number(numbers.rmse()))
        .with("mae", number(numbers.mae()))
        .with("r2", number(numbers.r2()))
        .with("outputs", Json.array(outputs));
  }

  /**
   * The evaluation that {@link #of} made an object of.
   *
   * @throws FormatException if it is none
   */
  public static Evaluation read(Json.JsonObject json) {
    String kind = json.text("kind");
    try {
      return switch (kind) {
        case CLASSIFICATION -> ClassJson.read(json, number(json.get("loss")));
        case REGRESSION -> regression(json);
        default ->
            throw new FormatException(
                "evaluation: kind is \"" + kind + "\"; needs classification or regression");
      };
    } catch (ArgumentException wrong) {
      throw new FormatException("evaluation: " + wrong.fact());
    }
  }

  private static Regression regression(Json.JsonObject json) {
    List<Regression.OutputError> outputs =
        json.array("outputs").stream()
            .map(Json::asObject)
            .map(output ->
                new Regression.OutputError(
                    number(output.get("mse")), number(output.get("mae")), number(output.get("r2"))))
            .toList();
    return new Regression(json.whole("count"), number(json.get("loss")), outputs);
  }

  /** A number, or its name if it is not finite. */
  public static Json number(double value) {
    return Double.isFinite(value) ? Json.of(value) : Json.of(Double.toString(value));
  }

  /**
   * The number that {@link #number(double)} wrote.
   *
   * @throws FormatException if it is none
   */
  public static double number(Json json) {
    return switch (json) {
      case Json.JsonString(String name) when name.equals("NaN") -> Double.NaN;
      case Json.JsonString(String name) when name.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case Json.JsonString(String name) when name.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      default -> json.asNumber();
    };
  }
}
