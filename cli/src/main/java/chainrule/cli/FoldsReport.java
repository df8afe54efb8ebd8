// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.formats.Json;
import chainrule.random.Rng;
import chainrule.train.CrossValidation;
import chainrule.train.Evaluation;
import chainrule.train.EvaluationJson;
import chainrule.train.FoldReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code train --folds}: every sample is held back once, and the mean over folds is told. */
final class FoldsReport {

  private FoldsReport() {}

  static int run(TrainOptions options) {
    Invocation call = options.call();
    Console console = call.console();
    int count = call.count("--folds");
    if (count < 2) {
      throw new ArgumentException(console.text("folds.few", count));
    }
    Rng rng = Rng.seed(options.seed()).child("folds");
    List<Material> folds = options.material().folds(count, rng);
    List<FoldReport> reports = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      TrainOptions own = options.with(folds.get(fold));
      Evaluation test = own.context().call(() -> own.fit(own.trainer(own.network()))).test();
      reports.add(new FoldReport(fold + 1, own.material().train().count(), test));
      tell(call, fold + 1, own.material(), test);
    }
    end(call, new CrossValidation(reports));
    return Failure.DONE;
  }

  private static void tell(Invocation call, int fold, Material material, Evaluation test) {
    Console console = call.console();
    if (call.has("--json")) {
      console.json(
          Json.object()
              .with("v", 1)
              .with("event", "fold")
              .with("fold", fold)
              .with("train_samples", material.train().count())
              .with("test", EvaluationJson.of(test)));
      return;
    }
    console.say(
        "folds.row",
        fold,
        SummaryVerb.grouped(material.train().count()),
        SummaryVerb.grouped(material.test().count()),
        test.scoreName(),
        shown(test.scoreName(), test.score()));
  }

  private static String shown(String name, double score) {
    return name.equals("accuracy")
        ? String.format(Locale.ROOT, "%.2f %%", 100 * score)
        : String.format(Locale.ROOT, "%.4f", score);
  }

  private static void end(Invocation call, CrossValidation folds) {
    String name = folds.scoreName();
    double mean = folds.mean();
    double deviation = folds.deviation();
    if (call.has("--json")) {
      call.console()
          .json(
              Json.object()
                  .with("v", 1)
                  .with("event", "folds")
                  .with("score", name)
                  .with("mean", EvaluationJson.number(mean))
                  .with("deviation", EvaluationJson.number(deviation)));
      return;
    }
    call.console().say("folds.mean", name, shown(name, mean), shown(name, deviation));
  }
}
