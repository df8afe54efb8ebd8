// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.formats.Models;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.train.Evaluation;
import chainrule.train.EvaluationJson;
import chainrule.train.data.Dataset;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code chainrule evaluate MODEL [DATA]}: how a model does on test data.
 *
 * @param training reads the data of runs again
 */
record EvaluateVerb(TrainVerb training) implements Verb {

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public CommandSpec spec() {
    Words words =
        ModelChoice.words(Words.of(name()), "MODEL")
            .fileOperand("DATA", "0..1")
            .file("--data", "DIR");
    return ArrayChoice.words(words)
        .option("--target", "NAME")
        .choice("--loss", TrainOptions::losses)
        .flag("--json")
        .spec();
  }

  @Override
  public int run(Invocation call) {
    Path file = ModelChoice.file(call);
    Model model = Models.load(file);
    Loss loss = loss(call, file, model);
    Dataset test = TestData.of(call, file, model, training);
    Evaluation evaluation = Evaluation.detailed(model, loss, test);
    if (call.has("--json")) {
      call.console().json(json(file, test, loss, evaluation));
    } else {
      print(call.console(), file, test, loss, evaluation);
    }
    if (!Double.isFinite(evaluation.loss())) {
      call.console().complain(call.console().text("evaluate.nan", loss.name(), evaluation.loss()));
      return Failure.FAILED;
    }
    return Failure.DONE;
  }

  /** The loss asked for, else the one the run was trained with, else one that suits the output. */
  static Loss loss(Invocation call, Path file, Model model) {
    if (call.gave("--loss")) {
      return Losses.named(call.choice("--loss", TrainOptions.losses()));
    }
    return ModelChoice.recorded(file, "loss")
        .map(Losses::named)
        .orElseGet(() -> Outputs.areLogits(model) ? Losses.crossEntropy() : Losses.quadraticCost());
  }

  static Json.JsonObject json(Path file, Dataset test, Loss loss, Evaluation evaluation) {
    Json.JsonObject json =
        Json.object()
            .with("v", 1)
            .with("event", "evaluate")
            .with("model", file.toString())
            .with("data", test.name())
            .with("samples", evaluation.count());
    if (test.isClassified()) {
      json = json.with("accuracy", EvaluationJson.number(evaluation.accuracy()));
    }
    return json.with("loss_name", loss.name())
        .with("loss", EvaluationJson.number(evaluation.loss()))
        .with("evaluation", EvaluationJson.of(evaluation));
  }

  private static void print(
      Console console, Path file, Dataset test, Loss loss, Evaluation evaluation) {
    String count = SummaryVerb.grouped(evaluation.count());
    Table table =
        Table.of("ll")
            .row(console.text("evaluate.model"), file.toString())
            .row(
                console.text("evaluate.data"),
                console.text("evaluate.samples", test.name(), count));
    EvaluationReport report = new EvaluationReport(console, test.classes());
    report.rows(evaluation, loss.name()).forEach(row -> table.row(row.getFirst(), row.getLast()));
    console.lines(table.lines());
    report.confused(evaluation);
  }
}
