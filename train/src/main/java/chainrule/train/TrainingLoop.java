// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.array.DType;
import chainrule.error.NonFiniteException;
import chainrule.nn.Parameters;
import chainrule.nn.Training;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
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
  private double trainSeconds;

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
    int step = 0;
    for (Batch batch : loader.epoch(epoch)) {
      step++;
      long start = System.nanoTime();
      double stepLoss = step(batch, epoch, step);
      seconds += (System.nanoTime() - start) / NANOS;
      loss += stepLoss * (plan.loss().isSum() ? 1 : batch.count());
      samples += batch.count();
      tell(
          new TrainingEvent.Stepped(
              epoch, plan.epochs(), step, loader.batches(), stepLoss, samples / seconds));
      if (interrupted.getAsBoolean()) {
        trainSeconds += seconds;
        return Run.Ending.INTERRUPTED;
      }
    }
    trainSeconds += seconds;
    EpochReport report =
        new EpochReport(
            epoch, loss / samples, evaluate(), gradientNorm(), samples / seconds, seconds);
    reports.add(report);
    tell(new TrainingEvent.EpochEnded(report));
    return stop.isReached(List.copyOf(reports)) ? Run.Ending.STOPPED : Run.Ending.COMPLETED;
  }

  /** Forward, backward, update; the loss before the update. */
  private double step(Batch batch, int epoch, int step) {
    stepper.zeroGrad();
    Tensor loss =
        Training.scope(() -> {
          Tensor output = plan.network().apply(batch.inputs());
          Evaluation.checkOutputs(output, plan.test());
          Tensor target = Targets.of(plan.loss(), batch.targets(), output);
          return plan.loss().of(output, target);
        });
    double value = loss.item();
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(
          "training: the loss became " + value + " at step " + step + " of epoch " + epoch,
          "lower the learning rate, now " + plan.optimizer().rate() + ", and check the data");
    }
    loss.backward();
    stepper.step(rate());
    return value;
  }

  /** The learning rate of the step to come. */
  private double rate() {
    long steps = (long) plan.epochs() * loader.batches();
    return plan.optimizer().rate() * plan.schedule().factor(stepper.steps() + 1, steps);
  }

  private Evaluation evaluate() {
    return Evaluation.of(plan.network(), plan.loss(), plan.test());
  }

  /** The 2-norm of the gradients that the last step has left. */
  private double gradientNorm() {
    Parameters parameters = stepper.parameters();
    double sum = 0;
    for (Tensor leaf : parameters.trained()) {
      sum += leaf.hasGrad() ? leaf.grad().to(DType.F64).square().sum().item() : 0;
    }
    return Math.sqrt(sum);
  }

  private void tell(TrainingEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }
}
