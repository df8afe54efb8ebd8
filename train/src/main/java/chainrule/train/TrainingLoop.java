// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.NonFiniteException;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.random.Rng;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One run of the training loop. */
final class TrainingLoop {

  private static final double NANOS = 1e9;

  private final TrainingPlan plan;
  private final StopRule stop;
  private final BooleanSupplier interrupted;
  private final List<TrainingListener> listeners;
  private final Stepper stepper;
  private final Loader loader;
  private final List<EpochReport> reports = new ArrayList<>();
  private final TrainingStep step;
  private final Compiled evaluation;
  private final TrainingStep.Shown shown = new TrainingStep.Shown();
  private double trainSeconds;
  private int epoch;
  private int number;

  TrainingLoop(
      TrainingPlan plan,
      StopRule stop,
      BooleanSupplier interrupted,
      List<TrainingListener> listeners) {
    this.plan = plan;
    this.stop = stop;
    this.interrupted = interrupted;
    this.listeners = listeners;
    stepper = plan.optimizer().over(plan.network());
    loader = Loader.of(plan.train(), plan.batch()).shuffled(Rng.seed(plan.seed()).child("shuffle"));
    evaluation = Evaluation.compiled(plan.network(), plan.loss(), plan.test());
    step = new TrainingStep(plan, stepper, loader, this::checkLoss);
  }

  Run run() {
    tell(new TrainingEvent.Started(plan));
    Run.Ending ending = Run.Ending.COMPLETED;
    for (int epoch = 1; epoch <= plan.epochs() && ending == Run.Ending.COMPLETED; epoch++) {
      ending = epoch(epoch);
    }
    Evaluation test =
        ending == Run.Ending.INTERRUPTED || reports.isEmpty()
            ? evaluate()
            : reports.getLast().test();
    Run run = new Run(plan, reports, test, trainSeconds, ending);
    tell(new TrainingEvent.Finished(run));
    return run;
  }

  private Run.Ending epoch(int epoch) {
    double loss = 0;
    double seconds = 0;
    long samples = 0;
    int[] order = loader.order(epoch);
    int batches = loader.batches();
    double[] rates = rates(batches);
    this.epoch = epoch;
    for (number = 0; number < batches; number++) {
      long start = System.nanoTime();
      step.run(order, number, rates[number], number == batches - 1, shown);
      seconds += (System.nanoTime() - start) / NANOS;
      int count = loader.count(number);
      loss += shown.loss() * (plan.loss().isSum() ? 1 : count);
      samples += count;
      if (!listeners.isEmpty()) {
        tell(
            new TrainingEvent.Stepped(
                epoch, plan.epochs(), number + 1, batches, shown.loss(), samples / seconds));
      }
      if (interrupted.getAsBoolean()) {
        trainSeconds += seconds;
        return Run.Ending.INTERRUPTED;
      }
    }
    trainSeconds += seconds;
    double norm = shown.gradientNorm();
    EpochReport report =
        new EpochReport(epoch, loss / samples, evaluate(), norm, samples / seconds, seconds);
    reports.add(report);
    tell(new TrainingEvent.EpochEnded(report));
    return stop.isReached(List.copyOf(reports)) ? Run.Ending.STOPPED : Run.Ending.COMPLETED;
  }

  /** Ends a step whose loss is no number before it rewrites anything. */
  private void checkLoss(double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          "training: the loss became " + value + " at step " + (number + 1) + " of epoch " + epoch,
          "lower the learning rate, now " + plan.optimizer().rate() + ", and check the data");
    }
  }

  /** The learning rates of the steps of an epoch, found at once: a cosine leaves garbage. */
  private double[] rates(int batches) {
    long steps = (long) plan.epochs() * batches;
    double[] rates = new double[batches];
    for (int batch = 0; batch < batches; batch++) {
      long step = stepper.steps() + 1 + batch;
      rates[batch] = plan.optimizer().rate() * plan.schedule().factor(step, steps);
    }
    return rates;
  }

  private Evaluation evaluate() {
    return Evaluation.of(evaluation, plan.loss(), plan.test());
  }

  private void tell(TrainingEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }
}
