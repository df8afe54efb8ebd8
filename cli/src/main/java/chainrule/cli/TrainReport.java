// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import chainrule.optim.Optimizer;
import chainrule.optim.Optimizers;
import chainrule.optim.Schedules;
import chainrule.train.Classification;
import chainrule.train.Evaluation;
import chainrule.train.Progress;
import chainrule.train.Regression;
import chainrule.train.Run;
import chainrule.train.TrainingEvent;
import chainrule.train.TrainingListener;
import chainrule.train.TrainingPlan;
import chainrule.train.record.RunFolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What people read of a training: what it sets out to do, a row an epoch, and what came out.
 *
 * @param console where to
 * @param options what was chosen
 * @param folder the record of the run
 * @param repeated the options by which the next command finds the run and the data
 * @param progress the rows, and what shows that it lives
 */
record TrainReport(
    Console console,
    TrainOptions options,
    RunFolder folder,
    String repeated,
    TrainingListener progress)
    implements TrainingListener {

  private static final double LEAST_PLAIN = 1e-6;
  private static final double MOST_PLAIN = 1e6;

  static TrainReport of(Console console, TrainOptions options, RunFolder folder, String repeated) {
    boolean quiet = console.style().quiet();
    Progress progress =
        Progress.to(
            new PrintStream(console.out(), true, UTF_8),
            quiet ? new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) : console.err(),
            console.isLive(),
            new Progress.Words(
                List.of(console.text("train.columns").split("\\|", -1)),
                console.text("train.live"),
                console.text("train.warning")));
    return new TrainReport(console, options, folder, repeated, progress);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started(TrainingPlan plan)) {
      begin(plan);
    }
    if (event instanceof TrainingEvent.Warned warned && console.style().quiet()) {
      console.complain(console.text("train.warning") + warned.message());
    }
    progress.on(event);
    if (event instanceof TrainingEvent.Finished(Run run)) {
      end(run);
    }
  }

  /** Everything the result depends on, and where it will be. */
  private void begin(TrainingPlan plan) {
    Table table =
        Table.of("ll")
            .row(console.text("train.data"), data(plan))
            .row("", options.material().source())
            .row(console.text("train.network"), network(plan))
            .row(
                console.text("train.training"),
                console.text(
                    "train.training.how",
                    plan.loss().name(),
                    optimizer(plan),
                    plan.batch(),
                    plan.epochs(),
                    options.net().init().label(),
                    plan.seed()))
            .row(
                console.text("train.place"),
                console.text("train.place.where", plan.backend(), plan.threads()))
            .row(console.text("train.run"), folder.path().toString());
    console.lines(table.lines());
    console.line("");
  }

  private String data(TrainingPlan plan) {
    return console.text(
        "train.data.counts",
        plan.train().name(),
        SummaryVerb.grouped(plan.train().count()),
        SummaryVerb.grouped(plan.test().count()));
  }

  private String network(TrainingPlan plan) {
    if (options.call().gave("--layers")) {
      return console.text(
          "train.network.layers",
          options.call().value("--layers"),
          SummaryVerb.grouped(plan.parameters()));
    }
    String output =
        options
            .net()
            .output()
            .map(last -> console.text("train.network.output", last.name()))
            .orElse("");
    return console.text(
        "train.network.shape",
        options.net().sizes(),
        options.net().hidden().name() + output,
        SummaryVerb.grouped(plan.parameters()));
  }

  private static String optimizer(TrainingPlan plan) {
    Optimizer optimizer = plan.optimizer();
    StringBuilder text = new StringBuilder(optimizer.name());
    optimizer
        .options()
        .forEach((name, value) -> {
          if (name.equals("lr") || !value.equals(usual(optimizer, name))) {
            text.append(" --").append(name.replace('_', '-')).append(' ').append(number(value));
          }
        });
    return text.append(" --schedule ").append(Schedules.text(plan.schedule())).toString();
  }

  private static double usual(Optimizer optimizer, String option) {
    return Optimizers.named(optimizer.name()).options().getOrDefault(option, 0.0);
  }

  /** A number as people write it, and as the option takes it: 0.0001, not 1.0E-4. */
  static String number(double value) {
    BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
    return value >= LEAST_PLAIN && value < MOST_PLAIN
        ? digits.toPlainString()
        : digits.toString().toLowerCase(Locale.ROOT);
  }

  /** What came out, and what to try next. */
  private void end(Run run) {
    Evaluation test = run.test();
    console.line("");
    String count = SummaryVerb.grouped(test.count());
    String seconds = figure("%.1f", run.trainSeconds());
    switch (test) {
      case Classification classes ->
          console.say("train.accuracy", figure("%.2f", 100 * classes.accuracy()), count, seconds);
      case Regression numbers ->
          console.say(
              "train.r2",
              figure("%.4f", numbers.r2()),
              figure("%.6g", numbers.mae()),
              count,
              seconds);
    }
    new EvaluationReport(console, run.plan().test().classes()).pairs(test);
    console.say("train.saved", folder.model());
    String command = console.settings().command();
    console.say("train.next", command + " " + options.material().next() + repeated);
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
