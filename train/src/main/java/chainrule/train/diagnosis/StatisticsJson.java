// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.error.ArgumentException;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Statistics as JSON and back. */
final class StatisticsJson {

  private StatisticsJson() {}

  static Json.JsonObject write(StepStatistics step) {
    OutputStatistics output = step.output();
    return Json.object()
        .with("epoch", step.epoch())
        .with("step", step.step())
        .with("rate", number(step.rate()))
        .with("loss", number(output.loss()))
        .with("baseline", number(output.baseline()))
        .with("samples", output.samples())
        .with("outputs", output.outputs())
        .with("least", number(output.least()))
        .with("greatest", number(output.greatest()))
        .with("probabilities", number(output.probabilities()))
        .with("log_probabilities", number(output.logProbabilities()))
        .with("operation", output.operation().label())
        .with("operation_path", output.operation().path())
        .with("gradient", number(output.gradient()))
        .with("layers", Json.array(step.layers().stream().map(StatisticsJson::layer).toList()))
        .with(
            "parameters",
            Json.array(step.parameters().stream().map(StatisticsJson::parameter).toList()));
  }

  private static Json.JsonObject layer(LayerStatistics layer) {
    return Json.object()
        .with("path", layer.place().path())
        .with("label", layer.place().label())
        .with("kind", layer.kind().name().toLowerCase(Locale.ROOT))
        .with("last", layer.isLast())
        .with("units", layer.units())
        .with("samples", layer.samples())
        .with("mean", number(layer.mean()))
        .with("deviation", number(layer.deviation()))
        .with("zeros", number(layer.zeros()))
        .with("dead", number(layer.dead()))
        .with("saturated", number(layer.saturated()))
        .with("stuck", number(layer.stuck()))
        .with("non_finite", layer.nonFinite())
        .with("gradient", number(layer.gradient()))
        .with("histogram", Json.array(layer.histogram().counts().stream().map(Json::of).toList()));
  }

  private static Json.JsonObject parameter(ParameterStatistics parameter) {
    return Json.object()
        .with("path", parameter.path())
        .with("layer", parameter.layer().path())
        .with("label", parameter.layer().label())
        .with("rank", parameter.rank())
        .with("count", parameter.count())
        .with("norm", number(parameter.norm()))
        .with("gradient_norm", number(parameter.gradientNorm()))
        .with("gradient_mean", number(parameter.gradientMean()))
        .with("gradient_max", number(parameter.gradientMax()))
        .with("update_norm", number(parameter.updateNorm()))
        .with("reached", parameter.isReached())
        .with("blocked_by", parameter.blockedBy());
  }

  static StepStatistics read(Json.JsonObject json) {
    try {
      return new StepStatistics(
          Math.toIntExact(json.whole("epoch")),
          json.whole("step"),
          figure(json, "rate"),
          output(json),
          json.array("layers").stream().map(each -> readLayer(each.asObject())).toList(),
          json.array("parameters").stream().map(each -> readParameter(each.asObject())).toList());
    } catch (ArithmeticException | ArgumentException wrong) {
      throw new FormatException("statistics: " + wrong.getMessage());
    }
  }

  private static OutputStatistics output(Json.JsonObject json) {
    return new OutputStatistics(
        figure(json, "loss"),
        figure(json, "baseline"),
        json.whole("samples"),
        json.whole("outputs"),
        figure(json, "least"),
        figure(json, "greatest"),
        figure(json, "probabilities"),
        figure(json, "log_probabilities"),
        new Place(json.text("operation_path"), json.text("operation")),
        figure(json, "gradient"));
  }

  private static LayerStatistics readLayer(Json.JsonObject json) {
    return new LayerStatistics(
        new Place(json.text("path"), json.text("label")),
        kind(json.text("kind")),
        json.flag("last"),
        json.whole("units"),
        json.whole("samples"),
        figure(json, "mean"),
        figure(json, "deviation"),
        figure(json, "zeros"),
        figure(json, "dead"),
        figure(json, "saturated"),
        figure(json, "stuck"),
        json.whole("non_finite"),
        figure(json, "gradient"),
        new Histogram(json.array("histogram").stream().map(Json::asWhole).toList()));
  }

  private static LayerStatistics.Kind kind(String text) {
    return Arrays.stream(LayerStatistics.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new FormatException(
                "statistics: kind \""
                    + text
                    + "\"; needs one of "
                    + List.of(LayerStatistics.Kind.values())));
  }

  private static ParameterStatistics readParameter(Json.JsonObject json) {
    return new ParameterStatistics(
        json.text("path"),
        new Place(json.text("layer"), json.text("label")),
        Math.toIntExact(json.whole("rank")),
        json.whole("count"),
        figure(json, "norm"),
        figure(json, "gradient_norm"),
        figure(json, "gradient_mean"),
        figure(json, "gradient_max"),
        figure(json, "update_norm"),
        json.flag("reached"),
        json.text("blocked_by"));
  }

  /** A number, or its name if it is not finite. */
  static Json number(double value) {
    return Double.isFinite(value) ? Json.of(value) : Json.of(Double.toString(value));
  }

  /** A number that {@link #number} wrote. */
  static double figure(Json.JsonObject json, String name) {
    if (!(json.get(name) instanceof Json.JsonString(String text))) {
      return json.number(name);
    }
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new FormatException("statistics: " + name + " is \"" + text + "\"; needs a number");
    };
  }
}
