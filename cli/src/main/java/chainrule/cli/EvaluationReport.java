// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.train.Classification;
import chainrule.train.Evaluation;
import chainrule.train.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What people read of an evaluation.
 *
 * @param console where to
 * @param classes the names of the classes; empty where targets are numbers
 */
record EvaluationReport(Console console, List<String> classes) {

  private static final int PAIRS = 3;
  private static final int TOP = 3;
  private static final int TOP_FROM = 5;

  /** The figures, one a row: the name and the value. */
  List<List<String>> rows(Evaluation evaluation, String loss) {
    List<List<String>> rows = new ArrayList<>();
    String value = number("%.4f", evaluation.loss()) + " (" + loss + ")";
    switch (evaluation) {
      case Classification result -> {
        rows.add(row("evaluate.accuracy", percent(result.accuracy())));
        rows.add(row("evaluate.loss", value));
        rows.add(row("evaluate.f1", number("%.4f", result.macroF1())));
        result.rocAuc().ifPresent(area -> rows.add(row("evaluate.auc", number("%.4f", area))));
        if (classes.size() >= TOP_FROM) {
          result.topAccuracy(TOP).ifPresent(share -> rows.add(row("evaluate.top", percent(share))));
        }
      }
      case Regression result -> {
        rows.add(row("evaluate.r2", number("%.4f", result.r2())));
        rows.add(row("evaluate.mse", number("%.6g", result.mse())));
        rows.add(row("evaluate.rmse", number("%.6g", result.rmse())));
        rows.add(row("evaluate.mae", number("%.6g", result.mae())));
        rows.add(row("evaluate.loss", value));
      }
    }
    return rows;
  }

  private List<String> row(String key, String value) {
    return List.of(console.text(key), value);
  }

  private static String percent(double share) {
    return number("%.2f %%", 100 * share);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /**
   * Prints which classes were taken for which: a matrix of few classes, the worst pairs of many.
   */
  void confused(Evaluation evaluation) {
    if (evaluation instanceof Classification result && classes.size() <= ConfusionTable.MOST) {
      console.line("");
      console.say("evaluate.confusion");
      console.lines(
          new ConfusionTable(result, classes, console.columns())
              .lines(console.text("evaluate.recall")));
    } else {
      pairs(evaluation);
    }
  }

  /** Prints the classes taken for one another most often, if any were. */
  void pairs(Evaluation evaluation) {
    List<Evaluation.Confused> pairs = evaluation.mostConfused(PAIRS);
    if (!pairs.isEmpty()) {
      String all =
          pairs.stream()
              .map(pair ->
                  console.text(
                      "train.confused.pair",
                      classes.get(pair.actual()),
                      classes.get(pair.predicted()),
                      pair.times()))
              .collect(Collectors.joining(console.text("train.confused.comma")));
      console.say("train.confused", all);
    }
  }
}
