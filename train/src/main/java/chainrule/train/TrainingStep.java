// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.StateException;
import chainrule.nn.StepKeys;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.plan.Plan;
import chainrule.plan.Workspace;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;
import chainrule.train.data.Batch;
import chainrule.train.data.LoadedEpoch;
import chainrule.train.data.Loader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Forward, backward and update for one batch after another: compiled after the second batch of a
 * size.
 */
final class TrainingStep {

  private final TrainingPlan plan;
  private final Stepper stepper;
  private final DoubleConsumer check;
  private final StepKeys keys;
  private final Compiled step = Compiled.of(batch -> step(batch, false));
  private final Compiled probed = Compiled.of(batch -> step(batch, true));
  private final List<Ready> ready = new ArrayList<>();

  /** A step for batches of a size, compiled. */
  private record Ready(int count, boolean probes, Workspace workspace) {}

  /**
   * Steps of a run.
   *
   * @param check told of each loss before anything is rewritten; what it throws ends the step
   */
  TrainingStep(TrainingPlan plan, Stepper stepper, DoubleConsumer check) {
    this.plan = plan;
    this.stepper = stepper;
    this.check = check;
    keys = StepKeys.of(Rng.seed(plan.seed()), stepper.steps());
  }

  /** The plan of the steps of a run, of which two are taken. */
  static Plan plan(TrainingPlan plan) {
    Stepper stepper = plan.recipe().descent().over(plan.network());
    Loader loader = Loader.of(plan.train(), plan.batch());
    TrainingStep steps = new TrainingStep(plan, stepper, _ -> {});
    Batch batch = loader.batch(loader.order(1), 0);
    for (int step = 0; step < 2; step++) {
      stepper.advance(plan.optimizer().rate());
      steps.traced(batch, false, new Shown());
    }
    return steps
        .step
        .plan(batch.inputs(), batch.targets())
        .orElseThrow(() ->
            new StateException(
                "training: a step cannot be compiled: "
                    + steps.step.refusal(batch.inputs(), batch.targets()).orElse(""),
                "it runs as it is"));
  }

  /** What a step has shown. */
  static final class Shown {
    private double loss;
    private double gradientNorm;

    /** The loss before the update. */
    double loss() {
      return loss;
    }

    /** The 2-norm of all gradients, if it was asked for. */
    double gradientNorm() {
      return gradientNorm;
    }
  }

  /**
   * Takes a step.
   *
   * @param epoch gives the batch
   * @param probes whether to leave the gradients in the parameters and find their norm
   */
  void run(LoadedEpoch epoch, double rate, boolean probes, Shown shown) {
    Workspace workspace = workspace(epoch.count(), probes);
    stepper.advance(rate);
    if (workspace == null) {
      traced(epoch.next(), probes, shown);
      return;
    }
    epoch.next(workspace.argument(0), workspace.argument(1));
    if (!ran(workspace, probes, shown)) {
      traced(epoch.again(), probes, shown);
    }
  }

  /** Takes a step with a batch that is at hand. */
  void run(Batch batch, double rate, boolean probes, Shown shown) {
    Workspace workspace = workspace(Math.toIntExact(batch.count()), probes);
    stepper.advance(rate);
    if (workspace == null) {
      traced(batch, probes, shown);
      return;
    }
    workspace.give(0, batch.inputs());
    workspace.give(1, batch.targets());
    if (!ran(workspace, probes, shown)) {
      traced(batch, probes, shown);
    }
  }

  /** Runs a plan; not if it has to be left. */
  private static boolean ran(Workspace workspace, boolean probes, Shown shown) {
    try {
      workspace.run();
    } catch (Tracer.Departure departure) {
      return false;
    }
    shown.loss = workspace.number(0);
    if (probes) {
      workspace.leaveGradients();
      shown.gradientNorm = workspace.number(1);
    }
    return true;
  }

  private @Nullable Workspace workspace(int count, boolean probes) {
    for (int index = 0; index < ready.size(); index++) {
      Ready one = ready.get(index);
      if (one.count == count && one.probes == probes) {
        return one.workspace;
      }
    }
    return null;
  }

  private void traced(Batch batch, boolean probes, Shown shown) {
    Compiled function = probes ? probed : step;
    List<Tensor> results = function.apply(batch.inputs(), batch.targets());
    shown.loss = results.get(0).item();
    if (probes) {
      shown.gradientNorm = results.get(1).item();
    }
    int count = Math.toIntExact(batch.count());
    Optional<Workspace> compiled = function.workspace(batch.inputs(), batch.targets());
    if (compiled.isPresent() && workspace(count, probes) == null) {
      ready.add(new Ready(count, probes, compiled.get()));
    }
  }

  private List<Tensor> step(List<Tensor> batch, boolean probes) {
    Tensor loss =
        plan.recipe()
            .accumulation()
            .backward(stepper, keys, batch, plan.loss().isSum(), this::loss);
    Compiled.look(loss, check);
    if (probes) {
      Tensor norm = stepper.gradientNorm();
      stepper.update(norm);
      return List.of(loss, norm);
    }
    stepper.update();
    stepper.zeroGrad();
    return List.of(loss);
  }

  private Tensor loss(List<Tensor> part) {
    Tensor output = plan.network().apply(part.get(0));
    Outputs.check(output, plan.loss(), plan.test());
    Tensor target =
        plan.train().isClassified()
            ? Targets.ofClasses(plan.loss(), part.get(1), output)
            : Targets.of(plan.loss(), part.get(1), output);
    return plan.loss().of(output, target);
  }
}
