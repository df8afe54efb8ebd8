// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.formats.Json;
import chainrule.optim.Schedules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Events of a run as JSON objects, one a line: {@code start}, {@code resume}, {@code epoch}, {@code
 * warning}, {@code done}, each with {@code v}, {@code event} and {@code time}. Steps have none. A
 * number that is not finite is a string.
 */
public final class EventJson {

  private static final long VERSION = 1;

  private EventJson() {}

  /**
   * The object of an event; none for a step.
   *
   * @param time when it happened
   * @param run the folder of the run, if it has one
   */
  public static Optional<Json.JsonObject> of(
      TrainingEvent event, Instant time, Optional<Path> run) {
    return switch (event) {
      case TrainingEvent.Started(TrainingPlan plan) ->
          Optional.of(start(head("start", time), plan, run));
      case TrainingEvent.Resumed(Position position) ->
          Optional.of(
              head("resume", time)
                  .with("epoch", position.epoch())
                  .with("batches", position.batches())
                  .with("steps", position.steps()));
      case TrainingEvent.Stepped _ -> Optional.empty();
      case TrainingEvent.EpochEnded(EpochReport report) ->
          Optional.of(epoch(head("epoch", time), report));
      case TrainingEvent.Measured(String kind, Json.JsonObject figures) ->
          Optional.of(head(kind, time).with("figures", figures));
      case TrainingEvent.Warned(String code, String message) ->
          Optional.of(head("warning", time).with("code", code).with("message", message));
      case TrainingEvent.Finished(Run done) -> Optional.of(done(head("done", time), done, run));
    };
  }

  private static Json.JsonObject head(String event, Instant time) {
    return Json.object().with("v", VERSION).with("event", event).with("time", time.toString());
  }

  private static Json.JsonObject start(
      Json.JsonObject head, TrainingPlan plan, Optional<Path> run) {
    Json.JsonObject start = plan(head, plan);
    return run.map(folder -> start.with("run", folder.toString())).orElse(start);
  }

  /** An object with what a run set out to do. */
  public static Json.JsonObject plan(Json.JsonObject head, TrainingPlan plan) {
    return head.with("data", plan.train().name())
        .with("train_samples", plan.train().count())
        .with("test_samples", plan.test().count())
        .with("net", plan.network().label())
        .with("parameters", plan.parameters())
        .with("loss", plan.loss().name())
        .with("optimizer", plan.optimizer().name())
        .with("lr", plan.optimizer().rate())
        .with("schedule", Schedules.text(plan.schedule()))
        .with("batch", plan.batch())
        .with("epochs", plan.epochs())
        .with("seed", plan.seed())
        .with("threads", plan.threads())
        .with("backend", plan.backend());
  }

  private static Json.JsonObject epoch(Json.JsonObject head, EpochReport report) {
    Json.JsonObject epoch =
        head.with("epoch", report.epoch())
            .with("loss", number(report.loss()))
            .with("test_loss", number(report.test().loss()));
    return test(epoch, report.test())
        .with("gradient_norm", number(report.gradientNorm()))
        .with("samples_per_second", number(report.samplesPerSecond()))
        .with("seconds", number(report.seconds()));
  }

  /** The figures of the test data beside the loss. */
  private static Json.JsonObject test(Json.JsonObject event, Evaluation test) {
    return switch (test) {
      case Classification classes -> event.with("test_accuracy", number(classes.accuracy()));
      case Regression numbers ->
          event
              .with("test_r2", number(numbers.r2()))
              .with("test_mse", number(numbers.mse()))
              .with("test_mae", number(numbers.mae()));
    };
  }

  private static Json.JsonObject done(Json.JsonObject head, Run run, Optional<Path> folder) {
    Json.JsonObject done =
        test(head, run.test())
            .with("test_loss", number(run.test().loss()))
            .with("weights_sha256", run.weightsSha256())
            .with("train_seconds", number(run.trainSeconds()))
            .with("epochs", run.epochs().size())
            .with("interrupted", run.ending() == Run.Ending.INTERRUPTED);
    return folder
        .map(place ->
            done.with("run", place.toString())
                .with("model", place.resolve("model.safetensors").toString()))
        .orElse(done);
  }

  /** A number, or its name if it is not finite. */
  public static Json number(double value) {
    return EvaluationJson.number(value);
  }
}
