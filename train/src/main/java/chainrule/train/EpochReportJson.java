// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.formats.Json;

/** What an epoch came to as a JSON object, and back to the bit. */
public final class EpochReportJson {

  private EpochReportJson() {}

  /** The object of a report. */
  public static Json of(EpochReport report) {
    return Json.object()
        .with("epoch", report.epoch())
        .with("loss", EvaluationJson.number(report.loss()))
        .with("test", EvaluationJson.of(report.test()))
        .with("gradient_norm", EvaluationJson.number(report.gradientNorm()))
        .with("samples_per_second", EvaluationJson.number(report.samplesPerSecond()))
        .with("seconds", EvaluationJson.number(report.seconds()));
  }

  /**
   * The report of an object.
   *
   * @throws chainrule.error.FormatException if it is none
   */
  public static EpochReport read(Json.JsonObject object) {
    return new EpochReport(
        Math.toIntExact(object.whole("epoch")),
        EvaluationJson.number(object.get("loss")),
        EvaluationJson.read(object.object("test")),
        EvaluationJson.number(object.get("gradient_norm")),
        EvaluationJson.number(object.get("samples_per_second")),
        EvaluationJson.number(object.get("seconds")));
  }
}
