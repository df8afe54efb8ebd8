// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Losses;
import chainrule.nn.Penalty;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Optimizer;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** A training step as a user's own loop takes it, as it is or compiled. */
final class OurStep implements Contender {

  /** Steps taken before the loss is compared with that of others. */
  private static final int STEPS_TO_CHECK = 4;

  /** Steps that are taken while a plan is made. */
  private static final int TRACES = 2;

  private final Layer network;
  private final Stepper stepper;
  private final Loss loss;
  private final Optional<Penalty> penalty;
  private final Tensor inputs;
  private final Tensor targets;
  private final Optional<Workspace> workspace;

  OurStep(Job.Step job, boolean isCompiled) {
    Net net = job.net();
    network = Networks.of(net, job.parameters());
    stepper = optimizer(net.rule()).over(network);
    loss =
        switch (net.cost()) {
          case CROSS_ENTROPY -> Losses.crossEntropy();
          case QUADRATIC -> Losses.quadraticCost();
          case SUM_OF_SQUARES -> Losses.sumOfSquares();
        };
    penalty =
        net.rule() instanceof Net.Sgd sgd && sgd.decay() > 0
            ? Optional.of(Penalty.halfL2(sgd.decay()))
            : Optional.empty();
    inputs = Tensor.of(Networks.inputShape(net), job.batch().inputs());
    long batch = net.batch();
    targets =
        loss.takesLabels()
            ? Tensor.of(Shape.of(batch), job.batch().labels())
            : Tensor.of(
                Shape.of(batch, job.batch().targets().length / batch), job.batch().targets());
    workspace = isCompiled ? Optional.of(compiled()) : Optional.empty();
    workspace.ifPresent(this::fill);
  }

  private void fill(Workspace ready) {
    ready.give(0, inputs);
    ready.give(1, targets);
  }

  /** The plan of the step, which takes the same batch each time without copying it. */
  private Workspace compiled() {
    Compiled step = Compiled.of(batch -> List.of(step(batch.get(0), batch.get(1))));
    step.apply(inputs, targets);
    step.apply(inputs, targets);
    return step.workspace(inputs, targets)
        .orElseThrow(() -> new IllegalStateException(step.refusal(inputs, targets).orElseThrow()));
  }

  private static Optimizer optimizer(Net.Rule rule) {
    return switch (rule) {
      case Net.Sgd(double rate, double momentum, _) -> Sgd.rate(rate).withMomentum(momentum);
      case Net.Adam(double rate) -> Adam.rate(rate);
    };
  }

  @Override
  public void run() {
    if (workspace.isPresent()) {
      workspace.get().run();
    } else {
      step(inputs, targets);
    }
  }

  /** One step; the loss before it, without the penalty. */
  private Tensor step(Tensor x, Tensor y) {
    stepper.zeroGrad();
    Tensor cost = Training.scope(() -> loss.of(network.apply(x), y));
    penalty.map(more -> cost.plus(more.of(network))).orElse(cost).backward();
    stepper.step();
    stepper.zeroGrad();
    return cost;
  }

  @Override
  public double check() {
    if (workspace.isEmpty()) {
      for (int i = 1; i < STEPS_TO_CHECK; i++) {
        step(inputs, targets);
      }
      return step(inputs, targets).item();
    }
    for (int i = TRACES; i < STEPS_TO_CHECK; i++) {
      workspace.get().run();
    }
    return workspace.get().number(0);
  }
}
