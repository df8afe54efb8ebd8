// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.FormatException;
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
    long epoch = object.whole("epoch");
    if (epoch < 1 || epoch > Integer.MAX_VALUE) {
      throw new FormatException("epoch: " + epoch + "; needs 1 or more");
    }
    return new EpochReport(
        (int) epoch,
        EvaluationJson.number(object.get("loss")),
        EvaluationJson.read(object.object("test")),
        EvaluationJson.number(object.get("gradient_norm")),
        EvaluationJson.number(object.get("samples_per_second")),
        EvaluationJson.number(object.get("seconds")));
  }
}
