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
        .with("loss", EventJson.number(report.loss()))
        .with("test", EvaluationJson.of(report.test()))
        .with("gradient_norm", EventJson.number(report.gradientNorm()))
        .with("samples_per_second", EventJson.number(report.samplesPerSecond()))
        .with("seconds", EventJson.number(report.seconds()));
  }

  /**
   * The report of an object.
   *
   * @throws chainrule.error.FormatException if it is none
   */
  public static EpochReport read(Json.JsonObject object) {
    return new EpochReport(
        Math.toIntExact(object.whole("epoch")),
        EventJson.value(object.get("loss")),
        EvaluationJson.read(object.object("test")),
        EventJson.value(object.get("gradient_norm")),
        EventJson.value(object.get("samples_per_second")),
        EventJson.value(object.get("seconds")));
  }
}
