// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.NonFiniteException;
import chainrule.nn.Parameters;
import chainrule.nn.StepKeys;
import chainrule.optim.Moment;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.train.Checkpoints.Occasion;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Batch;
import chainrule.train.data.LoadedEpoch;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of the training loop. */
final class TrainingLoop {

  private static final double NANOS = 1e9;

  private final TrainingPlan plan;
  private final Surroundings around;
  private final Stepper stepper;
  private final Loader loader;
  private final List<EpochReport> reports = new ArrayList<>();
  private final TrainingStep step;
  private final Evaluator evaluator;
  private final TrainingStep.Shown shown = new TrainingStep.Shown();
  private final BestWeights best;
  private final Tally tally = new Tally();
  private final Supplier<Snapshot> snapshots = this::snapshot;

  TrainingLoop(TrainingPlan plan, Surroundings around) {
    this.plan = plan;
    this.around = around;
    best = new BestWeights(plan);
    stepper = plan.recipe().descent().over(plan.network());
    around.resumed().ifPresent(this::restore);
    loader = around.loading().apply(loader(plan));
    evaluator = Evaluator.of(plan.network(), plan.loss(), plan.watched());
    step = new TrainingStep(plan, stepper, this::checkLoss);
  }

  /** The batches of a run, in its order and changed as it changes them. */
  static Loader loader(TrainingPlan plan) {
    Rng rng = Rng.seed(plan.seed());
    Loader loader = Loader.of(plan.train(), plan.batch()).shuffled(rng.child("shuffle"));
    Augmentation augmentation = plan.recipe().augmentation();
    return augmentation.equals(Augmentation.none())
        ? loader
        : loader.augmented(augmentation, rng.child("augment"));
  }

  private void restore(Snapshot snapshot) {
    Weights.restore(Parameters.of(plan.network()), snapshot.weights());
    stepper.restore(snapshot.position().steps(), snapshot.optimizer());
    tally.set(snapshot.position());
    reports.addAll(snapshot.epochs());
    best.restore(snapshot.best());
  }

  Run run() {
    tell(new TrainingEvent.Started(plan));
    if (around.resumed().isPresent()) {
      tell(new TrainingEvent.Resumed(tally.position()));
    }
    Run.Ending ending = isEpochDone() ? afterEpoch() : Run.Ending.COMPLETED;
    while (ending == Run.Ending.COMPLETED && tally.epoch() <= plan.epochs()) {
      ending = epoch();
    }
    keepAverages();
    Evaluation test = ending == Run.Ending.INTERRUPTED ? measured() : atEnd();
    Run run = new Run(plan, reports, test, tally.seconds(), ending);
    tell(new TrainingEvent.Finished(run));
    return run;
  }

  /** Gives the network the averages of its weights, where such are kept. */
  private void keepAverages() {
    if (plan.recipe().descent().average().isPresent()) {
      Parameters parameters = Parameters.of(plan.network());
      Weights.restore(parameters, stepper.averaged(() -> Weights.copy(parameters)));
    }
  }

  /** How the network does on the test data, with the weights that the recipe keeps. */
  private Evaluation atEnd() {
    best.use();
    int epoch = best.found().map(Snapshot.Best::epoch).orElse(reports.size());
    return plan.validation().isPresent() ? measured() : reports.get(epoch - 1).test();
  }

  private Evaluation measured() {
    return Evaluation.of(plan.network(), plan.loss(), plan.test());
  }

  /** Whether the run was saved between the last step of an epoch and the next epoch. */
  private boolean isEpochDone() {
    return tally.batches() == loader.batches() && reports.size() == tally.epoch();
  }

  private Run.Ending epoch() {
    int batches = loader.batches();
    double[] rates = rates(batches);
    try (LoadedEpoch loaded = loader.open(tally.epoch(), tally.batches())) {
      while (loaded.hasNext()) {
        step(loaded, rates, batches);
        if (loaded.hasNext() && isInterrupted(Occasion.STEP)) {
          return Run.Ending.INTERRUPTED;
        }
      }
    }
    report();
    return isInterrupted(Occasion.EPOCH) ? Run.Ending.INTERRUPTED : afterEpoch();
  }

  /** Whether the run is to end here; it is saved then, if it can be. */
  private boolean isInterrupted(Occasion occasion) {
    boolean interrupted = around.interrupted().getAsBoolean();
    offer(interrupted ? Occasion.INTERRUPTED : occasion);
    return interrupted;
  }

  /** Takes the next step of the epoch. */
  private void step(LoadedEpoch loaded, double[] rates, int batches) {
    int count = loaded.count();
    int number = tally.batches();
    long start = System.nanoTime();
    take(loaded, rates[number], number == batches - 1);
    double seconds = (System.nanoTime() - start) / NANOS;
    tally.step(shown.loss() * (plan.loss().isSum() ? 1 : count), count, seconds);
    if (!around.listeners().isEmpty()) {
      tell(
          new TrainingEvent.Stepped(
              tally.epoch(),
              plan.epochs(),
              number + 1,
              batches,
              shown.loss(),
              tally.samplesPerSecond()));
    }
  }

  /** Forward, backward and update, with those who look at it. */
  private void take(LoadedEpoch loaded, double rate, boolean last) {
    try {
      if (around.watch().wants(tally.steps() + 1, last)) {
        Batch batch = loaded.next();
        around.watch().before(batch);
        step.run(batch, rate, last, shown);
        around.watch().after(tally.epoch(), tally.steps() + 1, rate).forEach(this::tell);
      } else {
        step.run(loaded, rate, last, shown);
      }
    } catch (NonFiniteException thrown) {
      StepKeys keys = StepKeys.of(Rng.seed(plan.seed()), tally.steps());
      Optional<String> source =
          around.watch().source(loaded.again(), keys, plan.recipe().accumulation());
      throw source.isEmpty()
          ? thrown
          : new NonFiniteException(thrown.fact() + "; " + source.get(), thrown.fix().orElse(""));
    }
  }

  /** Measures the network after the last step of an epoch. */
  private void report() {
    EpochReport report = stepper.averaged(this::measuredEpoch);
    reports.add(report);
    tell(new TrainingEvent.EpochEnded(report));
    around.watch().epoch(report).forEach(this::tell);
  }

  private EpochReport measuredEpoch() {
    EpochReport report =
        new EpochReport(
            tally.epoch(),
            tally.loss(),
            evaluator.run(),
            shown.gradientNorm(),
            tally.samplesPerSecond(),
            tally.epochSeconds());
    best.offer(report, tally.steps());
    return report;
  }

  /** Goes on to the next epoch, unless this was enough. */
  private Run.Ending afterEpoch() {
    boolean enough = around.stop().isReached(List.copyOf(reports));
    if (!enough) {
      tally.nextEpoch();
    }
    return enough ? Run.Ending.STOPPED : Run.Ending.COMPLETED;
  }

  private void offer(Occasion occasion) {
    around.checkpoints().offer(occasion, tally.steps(), snapshots);
  }

  private Snapshot snapshot() {
    return new Snapshot(
        tally.position(),
        reports,
        Weights.copy(Parameters.of(plan.network())),
        stepper.state(),
        best.found());
  }

  /** Ends a step whose loss is no number before it rewrites anything. */
  private void checkLoss(double value) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          "training: the loss became "
              + value
              + " at step "
              + (tally.batches() + 1)
              + " of epoch "
              + tally.epoch(),
          "lower the learning rate, now " + plan.optimizer().rate() + ", and check the data");
    }
  }

  /** The learning rates of the steps of an epoch, found at once: a cosine leaves garbage. */
  private double[] rates(int batches) {
    long steps = (long) plan.epochs() * batches;
    long before = (tally.epoch() - 1L) * batches;
    List<Double> losses = reports.stream().map(report -> report.test().loss()).toList();
    double[] rates = new double[batches];
    for (int batch = 0; batch < batches; batch++) {
      Moment moment = new Moment(before + batch + 1, steps, batches, losses);
      rates[batch] = plan.optimizer().rate() * plan.schedule().factor(moment);
    }
    return rates;
  }

  private void tell(TrainingEvent event) {
    around.listeners().forEach(listener -> listener.on(event));
  }
}
